// Generated credentials, signed by ours and verified by Digital Bazaar, and vice versa; then with one claim changed,
// which both must refuse. Usage: node proofs.mjs [--seed N] [--documents N] (for each suite)
import {parseArgs} from 'node:util';
import {Ours, pinnedLoader} from '../interop/ours.mjs';
import {check, close, must} from '../suite.mjs';
import {DataIntegrityProof, ecdsaRdfc2019, eddsaJcs2022, eddsaRdfc2022, jsigs} from '../interop/digitalbazaar.mjs';
import {key, withKeys} from './keys.mjs';
import {Random} from './random.mjs';
import {seeds} from './seeds.mjs';
import {copy, fromValue, isScalar, member, places, setMember, string, toText} from './tree.mjs';
import {vary} from './vary.mjs';

const {values} = parseArgs({options: {seed: {type: 'string', default: '1'}, documents: {type: 'string', default: '100'}}});
const random = new Random(Number(values.seed));
const ours = new Ours();
const documentLoader = withKeys((await pinnedLoader(ours)).loader);
const CREATED = '2026-11-19T08:20:12Z';

const SUITES = [
  {name: 'eddsa-rdfc-2022', kind: 'Ed25519', signs: eddsaRdfc2022, verifies: eddsaRdfc2022},
  {name: 'eddsa-jcs-2022', kind: 'Ed25519', signs: eddsaJcs2022.createSignCryptosuite(), verifies: eddsaJcs2022.createVerifyCryptosuite()},
  {name: 'ecdsa-rdfc-2019', kind: 'P-256', signs: ecdsaRdfc2019, verifies: ecdsaRdfc2019},
  {name: 'ecdsa-rdfc-2019', kind: 'P-384', signs: ecdsaRdfc2019, verifies: ecdsaRdfc2019}
];

const all = seeds();
const sources = ['minimal', 'full', 'endorsement', 'status list'].map(name => fromValue(all[name]));

/** A credential that both can sign. */
async function credential() {
  for(;;) {
    const tree = vary(random.pick(sources), random);
    tree.members = tree.members.filter(([name]) => name !== 'proof');
    if((await ours.ask({ask: 'canonical', text: toText(tree)})).nquads) {
      return tree;
    }
  }
}

/** The document with another value in one place of it or of its proof. */
function altered(tree) {
  const changed = copy(tree);
  const leaves = places(changed).filter(place => isScalar(place.tree));
  const place = random.pick(leaves);
  const text = string(place.tree);
  place.set({raw: text === null ? JSON.stringify(`${place.tree.raw}x`) : JSON.stringify(`${text}x`)});
  return changed;
}

async function theirVerdict(text, suite) {
  const result = await jsigs.verify(JSON.parse(text), {
    suite: new DataIntegrityProof({cryptosuite: suite.verifies}), purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader
  });
  return result.verified || (result.error.errors ?? [result.error]).map(error => error.message).join('; ');
}

for(const suite of SUITES) {
  const own = await key(suite.kind, values.seed);
  const said = `${values.documents} credentials with ${suite.name}, ${suite.kind}`;
  const signing = {ask: 'sign', suite: suite.name, kind: suite.kind, secret: own.secret, method: own.method, created: CREATED};
  const ourVerdict = async text => {
    const answer = await ours.ask({ask: 'verify-proof', text, key: own.multibase});
    return answer.verified ?? answer.says;
  };
  const signedByThem = async text => jsigs.sign(JSON.parse(text), {
    suite: new DataIntegrityProof({cryptosuite: suite.signs, signer: own.pair.signer(), date: CREATED}),
    purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader
  });

  await check(`${said}: ours signs, theirs verifies; theirs signs, ours verifies`, async () => {
    for(let made = 0; made < Number(values.documents); made += 1) {
      const tree = await credential();
      const text = toText(tree);
      const {signed, says} = await ours.ask({...signing, text});
      must(signed, `ours does not sign: ${says}\n${text}`);
      const theirSays = await theirVerdict(signed, suite);
      must(theirSays === true, `theirs does not verify what ours signed: ${theirSays}\n${signed}`);
      const theirs = JSON.stringify(await signedByThem(text));
      const ourSays = await ourVerdict(theirs);
      must(ourSays === true, `ours does not verify what theirs signed: ${ourSays}\n${theirs}`);
      if(suite.kind === 'Ed25519') {
        const value = text => [JSON.parse(text).proof].flat()[0].proofValue;
        must(value(signed) === value(theirs), `two signatures over one document: ${signed}\n${theirs}`);
      }
    }
  });

  await check(`${said}: with one value changed, both refuse`, async () => {
    for(let made = 0; made < Number(values.documents); made += 1) {
      const {signed} = await ours.ask({...signing, text: toText(await credential())});
      const tree = fromValue(JSON.parse(signed));
      setMember(tree, 'proof', [member(tree, 'proof')].flat());
      const changed = toText(altered(tree));
      must(await ourVerdict(changed) !== true, `ours accepts ${changed}`);
      must(await theirVerdict(changed, suite) !== true, `theirs accepts ${changed}`);
    }
  });
}

await ours.close();
close();
