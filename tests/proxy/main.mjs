// The files by which others verify an installation come from the signer's directory, through the documented nginx,
// while the web server is stopped.
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {until} from '../e2e/installation.mjs';
import {must, runAll, step} from '../suite.mjs';
import {post, published} from '../processes/badges.mjs';
import {start} from '../processes/installation.mjs';

async function proxy() {
  const home = await step('proxy: signer, web server and nginx', () => start({proxy: process.env.INSIGNIA_PROXY_CERTIFICATE}));
  const get = (path, more = {}) => fetch(home.url + path, {redirect: 'manual', ...more});
  try {
    await step('proxy: the institution is a did:web of the public address', () => {
      const port = new URL(home.url).port;
      must(home.did === `did:web:localhost%3A${port}:issuers:${home.institution}`, home.did);
    });
    const badge = await step('proxy: a badge is published through it', () => published(home));
    const signed = await step('proxy: a badge is issued through it', async () => {
      const answer = await post(home, badge(1));
      must(answer.signed, `issuing was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.signed;
    });
    await step('proxy: a form of 4 MiB reaches the web server', async () => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(4 * 1024 * 1024)]), 'a.png');
      const answer = await get('/verify', {method: 'POST', body: form, headers: {origin: home.url}});
      must(answer.status === 200, `it was answered ${answer.status}`);
    });
    await step('proxy: the web server is stopped', async () => {
      await home.kill('serve');
      const answer = await get('/verify');
      must(answer.status === 502, `a page was answered ${answer.status}`);
    });
    await step('proxy: did.json comes from the signer, for everybody', async () => {
      const answer = await get(`/issuers/${home.institution}/did.json`);
      must(answer.status === 200, `it was answered ${answer.status}`);
      must(answer.headers.get('content-type') === 'application/did+json', answer.headers.get('content-type'));
      must(answer.headers.get('access-control-allow-origin') === '*', 'no page of another site may read it');
      const document = await answer.json();
      const [proof] = [signed.proof].flat();
      must(document.id === home.did, document.id);
      must(JSON.stringify(document.assertionMethod).includes(proof.verificationMethod), JSON.stringify(document));
      must(document.service.some(({serviceEndpoint}) => serviceEndpoint === `${home.url}/ledger`), JSON.stringify(document.service));
    });
    await step('proxy: the checkpoint is the root of the tile, both from the signer', async () => {
      const [size, root] = await until('a checkpoint with entries', async () => {
        const answer = await get('/ledger/checkpoint');
        must(answer.status === 200, `the checkpoint was answered ${answer.status}`);
        must(answer.headers.get('content-type').startsWith('text/plain'), answer.headers.get('content-type'));
        must(answer.headers.get('access-control-allow-origin') === '*', 'no page of another site may read it');
        const [, count, hash] = (await answer.text()).split('\n');
        return Number(count) > 0 && [Number(count), hash];
      });
      must(size < 256, `the test reads one tile, and the ledger has ${size} entries`);
      const answer = await get(`/ledger/tile/0/000.p/${size}`);
      must(answer.status === 200, `the tile was answered ${answer.status}`);
      must(answer.headers.get('access-control-allow-origin') === '*', 'no page of another site may read the tile');
      const bytes = Buffer.from(await answer.arrayBuffer());
      const leaves = Array.from({length: size}, (_, at) => bytes.subarray(at * 32, at * 32 + 32));
      must(rootOf(leaves).toString('base64') === root, 'the tile does not hash to the checkpoint');
    });
    if(existsSync(home.at(`public/issuers/${home.institution}/jwks.json`))) {
      await step('proxy: jwks.json comes from the signer', async () => {
        const answer = await get(`/issuers/${home.institution}/jwks.json`);
        must(answer.status === 200, `it was answered ${answer.status}`);
        must(answer.headers.get('content-type') === 'application/jwk-set+json', answer.headers.get('content-type'));
      });
    }
    await step('proxy: a browser may ask before it reads with a header of its own', async () => {
      for(const path of [`/issuers/${home.institution}/did.json`, '/ledger/checkpoint', '/ledger/tile/0/000']) {
        const answer = await get(path, {method: 'OPTIONS'});
        must(answer.status === 204, `${path} was answered ${answer.status}`);
        must(answer.headers.get('access-control-allow-origin') === '*', path);
        must(answer.headers.get('access-control-allow-headers') === '*', path);
      }
    });
    await step('proxy: the web server is asked for no document of keys and no file of the ledger', async () => {
      for(const path of [
        '/issuers/01ARZ3NDEKTSV4RRFFQ69G5FAV/did.json', `/issuers/${home.institution.toLowerCase()}/did.json`,
        `/issuers/${home.institution}/x/did.json`, '/did.json', '/.well-known/did.json', '/.well-known/jwks.json',
        '/a/jwks.json', '/a/DID.json', '/a/did%2Ejson', '/a/did.jsonl', '/ledger/', '/ledger/checkpoint/x',
        '/ledger/tile/9/000', '/ledger/log', '/ledger/tile/..%2f..%2fsigner.toml'
      ]) {
        const answer = await get(path);
        must(answer.status === 404 || answer.status === 400, `${path} was answered ${answer.status}`);
      }
    });
    await step('proxy: another spelling of the address of did.json is the same file', async () => {
      const answer = await get(`//issuers/${home.institution}/did%2Ejson`);
      must(answer.status === 200 && (await answer.json()).id === home.did, `it was answered ${answer.status}`);
    });
    must(home.unasked.length === 0, home.unasked.join(', '));
  } catch(error) {
    console.log(home.logs());
    throw error;
  } finally {
    await home.stop();
  }
}

/** The root of a Merkle tree over hashed leaves (RFC 6962, section 2.1). */
function rootOf(hashes) {
  if(hashes.length === 1) {
    return hashes[0];
  }
  let split = 1;
  while(split * 2 < hashes.length) {
    split *= 2;
  }
  const sides = [hashes.slice(0, split), hashes.slice(split)].map(rootOf);
  return createHash('sha256').update(Buffer.concat([Buffer.from([1]), ...sides])).digest();
}

await runAll({proxy}, process.argv.slice(2));
