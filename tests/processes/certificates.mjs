// The certificates of `Two hosts` in docs/operations/production.md, made with openssl as described there.
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';

/**
 * Two authorities, `proxy-ca` and `web-ca`, and what they certify: the proxy for `localhost`, the web server `web.internal`, and
 * `unlisted`, a name that the proxy does not list. `stranger` bears the listed name, from an authority of its own.
 */
export function certify(at) {
  for(const authority of ['proxy-ca', 'web-ca', 'other-ca']) {
    openssl(['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
      '-subj', `/CN=${authority}`, '-keyout', at(`${authority}.key`), '-out', at(`${authority}.pem`)]);
  }
  leaf(at, 'mtls-proxy', 'localhost', 'proxy-ca');
  leaf(at, 'web', 'web.internal', 'web-ca');
  leaf(at, 'unlisted', 'other.internal', 'web-ca');
  leaf(at, 'stranger', 'web.internal', 'other-ca');
}

function leaf(at, name, dns, authority) {
  writeFileSync(at(`${name}.ext`), `subjectAltName = DNS:${dns}\n`);
  openssl(['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
    '-subj', `/CN=${dns}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)]);
  openssl(['x509', '-req', '-in', at(`${name}.csr`), '-CA', at(`${authority}.pem`), '-CAkey', at(`${authority}.key`),
    '-CAcreateserial', '-days', '1', '-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`)]);
}

function openssl(order) {
  const done = spawnSync('openssl', order, {encoding: 'utf8'});
  if(done.status !== 0) {
    throw new Error(`openssl ${order.join(' ')}: ${done.stderr}`);
  }
}
