// Digital Bazaar's libraries with the same tasks, warm, with contexts from memory.
import {DataIntegrityProof, eddsaRdfc2022, jsigs, vc} from '../interop/digitalbazaar.mjs';

const purpose = () => new jsigs.purposes.AssertionProofPurpose();
const CREATED = '2026-03-02T09:00:05Z';

/** A document signed with a key, and the tasks to measure on it. */
export async function tasks(text, key, documentLoader) {
  const {signer} = {signer: key.pair.signer()};
  const sign = signer => jsigs.sign(JSON.parse(text), {
    suite: new DataIntegrityProof({cryptosuite: eddsaRdfc2022, signer, date: CREATED}), purpose: purpose(), documentLoader
  });
  // The issuer must be the key's controller for vc.verifyCredential.
  const issued = JSON.parse(text);
  issued.issuer = {...issued.issuer, id: key.did};
  text = JSON.stringify(issued);
  const signed = JSON.stringify(await sign(signer));
  const suite = () => new DataIntegrityProof({cryptosuite: eddsaRdfc2022});
  const held = new Uint8Array(64);
  const must = result => {
    if(!result.verified) {
      throw new Error(`theirs does not verify: ${result.error?.errors?.map(error => error.message)}`);
    }
  };
  return {
    'verify': async () => must(await jsigs.verify(JSON.parse(signed), {suite: suite(), purpose: purpose(), documentLoader})),
    'report': async () => must(await vc.verifyCredential({
      credential: JSON.parse(signed), suite: suite(), documentLoader, checkStatus: async () => ({verified: true}), now: new Date('2026-12-01T00:00:00Z')
    })),
    // Without the token's time: the signature already exists.
    'sign, transformation alone': async () => JSON.stringify(await sign({...signer, id: key.method, algorithm: 'Ed25519', sign: async () => held}))
  };
}

/** Microseconds per call: median and least wall time of all batches, median CPU time (of all threads of Node). */
export async function measure(task, {batches, milliseconds}) {
  const warm = performance.now() + 2 * milliseconds;
  while(performance.now() < warm) {
    await task();
  }
  let calls = 0;
  for(const end = performance.now() + milliseconds; performance.now() < end; calls += 1) {
    await task();
  }
  const wall = [];
  const cpu = [];
  for(let batch = 0; batch < batches; batch += 1) {
    const begun = performance.now();
    const spent = process.cpuUsage();
    for(let call = 0; call < calls; call += 1) {
      await task();
    }
    wall.push((performance.now() - begun) * 1000 / calls);
    const {user, system} = process.cpuUsage(spent);
    cpu.push((user + system) / calls);
  }
  const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return {least: Math.min(...wall), median: median(wall), cpu: median(cpu), calls: calls * batches};
}
