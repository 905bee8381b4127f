// An installation with its own configuration files, each process started separately: to be killed, or to be reached
// through the mTLS proxy. A process that ends unexpectedly is restarted, as systemd would.
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {approve, freePort, until} from '../e2e/installation.mjs';
import {found, Member} from '../e2e/member.mjs';
import {configureNginx} from '../proxy/nginx.mjs';
import {certify} from './certificates.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const programs = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug');

// Debian keeps it out of an ordinary user's path.
const nginx = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';

const words = {
  worker: ['insignia-signer', 'worker', '--config', 'signer.toml'],
  run: ['insignia-signer', 'run', '--config', 'signer.toml'],
  'mtls-proxy': ['insignia-mtls-proxy', '--config', 'mtls-proxy.toml'],
  serve: ['insignia', 'serve', '--config', 'server.toml'],
  nginx: ['nginx', '-e', 'stderr', '-c', 'nginx.conf']
};

/**
 * `mtlsProxy`: the web server reaches the signer through `insignia-mtls-proxy`. `proxy`: the documented nginx is in front, with this
 * certificate. `types`: what else than Open Badges the signer admits.
 * Gives {url, did, institution, member, token, at, unasked, insignia, signer, approve, begin, kill, logs, stop}.
 */
export async function start({mtlsProxy = false, proxy, types = []} = {}) {
  const home = mkdtempSync(join(tmpdir(), 'insignia-processes-'));
  const at = name => join(home, name);
  const ports = {web: await freePort(), desk: await freePort(), mtlsProxy: await freePort(), proxy: await freePort()};
  const url = proxy ? `https://localhost:${ports.proxy}` : `http://localhost:${ports.web}`;
  configure(at, ports, url, mtlsProxy, proxy);
  const run = (program, order) => {
    const done = spawnSync(join(programs, program), order, {encoding: 'utf8', cwd: home});
    return {...done, said: done.stdout + done.stderr};
  };
  const must = (program, order) => {
    const done = run(program, order);
    if(done.status !== 0) {
      throw new Error(`${program} ${order.join(' ')} ended with ${done.status}: ${done.said}`);
    }
    return done.stdout;
  };
  const signer = (...order) => must('insignia-signer', [...order, '--config', at('signer.toml')]);
  const insignia = (...order) => must('insignia', [...order, '--config', at('server.toml')]);
  signer('token', 'init');

  const children = {};
  const unasked = [];
  let stopping = false;
  const begin = name => {
    const log = openSync(at(`${name}.log`), 'a');
    const [program, ...rest] = words[name].map((word, place) => place > 0 && /\.(toml|conf)$/.test(word) ? at(word) : word);
    const child = spawn(program === 'nginx' ? nginx : join(programs, program), rest, {stdio: ['ignore', log, log], cwd: home});
    children[name] = child;
    child.once('exit', (code, by) => {
      child.ended = true;
      if(!stopping && !child.asked) {
        unasked.push(`${name} ended with ${code ?? by}`);
        setTimeout(() => !stopping && children[name] === child && begin(name), 200);
      }
    });
  };
  const end = (name, how) => new Promise(resolve => {
    const child = children[name];
    child.asked = true;
    if(child.ended) {
      return resolve();
    }
    child.once('exit', resolve);
    child.kill(how);
  });
  const stop = async () => {
    stopping = true;
    await Promise.all(Object.keys(children).map(name => end(name, 'SIGTERM')));
    rmSync(home, {recursive: true, force: true});
  };
  const logs = () => Object.keys(children).map(name => existsSync(at(`${name}.log`)) ?
    `== ${name}\n${readFileSync(at(`${name}.log`), 'utf8').slice(-8000)}` : '').join('\n');
  try {
    for(const name of ['worker', 'run', ...mtlsProxy ? ['mtls-proxy'] : [], ...proxy ? ['nginx'] : [], 'serve']) {
      begin(name);
    }
    await until('the first page', () => fetch(`${url}/verify`).then(r => r.ok, () => false));
    const member = new Member(url);
    await member.post(new URL(insignia('owner-link').split('\n')[0]).pathname, {});
    await found(member);
    const institution = /\/issuers\/([0-9A-Z]{26})/.exec((await member.get('/institution')).text)[1];
    const profile = await fetch(`${url}/issuers/${institution}`, {headers: {accept: 'application/json'}});
    const {id: did} = await profile.json();
    if(types.length > 0) {
      // The key's name is derived from the institution's: now the signer's configuration can list the types for it.
      const more = `[[other_credentials]]\nkey = 'key-${institution.toLowerCase()}'\ntypes = ${JSON.stringify(types)}\n`;
      writeFileSync(at('signer.toml'), readFileSync(at('signer.toml'), 'utf8') + more);
      await end('run', 'SIGTERM');
      begin('run');
    }
    const token = insignia('token', 'create', '--institution', did, '--scope',
      'credentials:issue,credentials:verify,credentials:status,presentations:verify').split('\n')[0];
    return {
      url, did, institution, member, token, at, unasked, insignia, signer, begin, logs, stop,
      attempt: run,
      approve: beginning => approve(join(programs, 'insignia-signer'), at('signer.toml'), beginning),
      kill: name => end(name, 'SIGKILL')
    };
  } catch(error) {
    const said = logs();
    await stop();
    throw new Error(`${error.message}\n${said}`);
  }
}

function configure(at, ports, url, mtlsProxy, proxy) {
  const own = process.getuid();
  for(const name of ['signer', 'softhsm', 'worker']) {
    mkdirSync(at(name));
    chmodSync(at(name), 0o700);
  }
  mkdirSync(at('run'));
  chmodSync(at('run'), 0o750);
  writeFileSync(at('signer.toml'), `
public_url = '${url}'
directory = '${at('signer')}'
public = '${at('public')}'
socket = '${at('run/signer.sock')}'
worker_socket = '${at('worker/worker.sock')}'
host_socket = '${at('worker/host.sock')}'
server_uids = [${own}]
[desk]
url = 'http://localhost:${ports.desk}'
listen = '127.0.0.1:${ports.desk}'
socket = '${at('desk/desk.sock')}'
uids = [${own}]
[token]
module = '/usr/lib/softhsm/libsofthsm2.so'
label = 'insignia'
pin_file = '${at('pin')}'
[token.softhsm]
directory = '${at('softhsm')}'
`);
  writeFileSync(at('server.toml'), `
public_url = '${url}'
listen = '127.0.0.1:${ports.web}'
database = 'sqlite://${at('insignia.db')}?mode=rwc'
${mtlsProxy ? '' : `signer_socket = '${at('run/signer.sock')}'`}
public_directory = '${at('public')}'
mail_directory = '${at('mail')}'
site_directory = '${join(root, 'site')}'
isolation = false
${mtlsProxy ? through(at, ports.mtlsProxy, 'web') : ''}${proxy ? `
[proxy]
addresses = ['127.0.0.1']
header = 'X-Real-IP'
` : ''}`);
  if(proxy) {
    configureNginx(at, ports, proxy);
  }
  if(mtlsProxy) {
    certify(at);
    writeFileSync(at('mtls-proxy.toml'), `
listen = '127.0.0.1:${ports.mtlsProxy}'
certificate = '${at('mtls-proxy.pem')}'
key = '${at('mtls-proxy.key')}'
client_ca = '${at('web-ca.pem')}'
clients = ['dns:web.internal']
signer_socket = '${at('run/signer.sock')}'
required = false
`);
    for(const stranger of ['stranger', 'unlisted']) {
      const text = readFileSync(at('server.toml'), 'utf8');
      writeFileSync(at(`${stranger}.toml`), text.replaceAll('/web.', `/${stranger}.`));
    }
  }
}

function through(at, port, name) {
  return `
[signer_proxy]
address = 'tls://localhost:${port}'
authority = '${at('proxy-ca.pem')}'
certificate = '${at(`${name}.pem`)}'
key = '${at(`${name}.key`)}'
`;
}
