// The web server and the real signer with the mTLS proxy between them, set up as in `Two hosts` of
// docs/operations/production.md.
import {readFileSync} from 'node:fs';
import {connect} from 'node:tls';
import {PATIENCE, until} from '../e2e/installation.mjs';
import {must, step} from '../suite.mjs';
import {post, published} from './badges.mjs';
import {start} from './installation.mjs';

export async function mtlsProxy() {
  const home = await step('mtls-proxy: signer, proxy and web server', () => start({mtlsProxy: true}));
  try {
    const badge = await step('mtls-proxy: a badge is published through it', () => published(home));
    const signed = await step('mtls-proxy: a badge is issued through it', async () => {
      const answer = await post(home, badge(1));
      must(answer.signed, `issuing was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.signed;
    });
    await step('mtls-proxy: what was signed is good, and entered into the ledger', async () => {
      const verified = await fetch(`${home.url}/vc-api/credentials/verify`, {
        method: 'POST',
        headers: {'content-type': 'application/json', authorization: `Bearer ${home.token}`},
        body: JSON.stringify({verifiableCredential: signed})
      });
      must(verified.status === 200, `verifying was answered ${verified.status}: ${await verified.text()}`);
      await until('the proof in the database', () => /1 of these were opened/.test(
        home.attempt('insignia', ['ledger', 'verify', '--config', home.at('server.toml')]).said));
    });
    await step('mtls-proxy: `insignia doctor` says that the signer answers', () => {
      const said = home.attempt('insignia', ['doctor', '--config', home.at('server.toml')]).said;
      must(!/The signer does not answer/.test(said), said);
    });
    for(const [name, who] of [
      ['stranger', 'a certificate of another authority, with the name that is listed'],
      ['unlisted', 'a certificate of the authority, with a name that is not listed']
    ]) {
      await step(`mtls-proxy: ${who} gets nothing`, async () => {
        const doctor = home.attempt('insignia', ['doctor', '--config', home.at(`${name}.toml`)]);
        must(doctor.status === 1 && /The signer does not answer/.test(doctor.said), doctor.said);
        const answer = await knock(home, name);
        must(answer === '', `it was answered: ${answer}`);
      });
    }
    await step('mtls-proxy: who shows no certificate gets nothing', async () => {
      const answer = await knock(home);
      must(answer === '', `it was answered: ${answer}`);
    });
    await step('mtls-proxy: who is listed is heard by the same knock', async () => {
      const answer = await knock(home, 'web');
      must(/"code":"wrong-version"/.test(answer), `it was answered: ${answer}`);
    });
    await step('mtls-proxy: a proxy that is killed and comes back is used again', async () => {
      await home.kill('mtls-proxy');
      const away = await post(home, badge(2)).catch(error => ({status: error.message}));
      must(!away.signed, 'a badge was signed although the proxy is gone');
      home.begin('mtls-proxy');
      await until('the signature', async () => (await post(home, badge(2))).signed);
    });
  } catch(error) {
    console.log(home.logs());
    throw error;
  } finally {
    await home.stop();
  }
}

/** One frame from a client with this certificate. Gives the frame that comes back, or what came until the proxy closed the connection. */
function knock(home, name) {
  const port = Number(/tls:\/\/localhost:(\d+)/.exec(readFileSync(home.at('server.toml'), 'utf8'))[1]);
  const read = file => readFileSync(home.at(file));
  const identity = name ? {cert: read(`${name}.pem`), key: read(`${name}.key`)} : {};
  return new Promise((resolve, reject) => {
    let came = '';
    const socket = connect({port, host: 'localhost', ca: read('proxy-ca.pem'), ...identity}, () => {
      // The version does not matter: the signer checks it, not the mTLS proxy.
      const body = Buffer.from(JSON.stringify({version: 0, request: {ask: 'health'}}));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      socket.write(Buffer.concat([length, body]));
    });
    const over = () => {
      clearTimeout(late);
      socket.destroy();
      resolve(came);
    };
    socket.on('data', data => {
      came += data.toString('latin1');
      if(came.length > 4 && came.length >= 4 + Buffer.from(came.slice(0, 4), 'latin1').readUInt32BE()) {
        over();
      }
    });
    socket.on('error', over);
    socket.on('close', over);
    // In case the mTLS proxy neither answers nor closes.
    const late = setTimeout(() => reject(new Error(`the proxy did not close the connection; it sent ${came}`)), PATIENCE * 1000);
  });
}
