// An installation under configuration files of its own: the signer admits credentials of no further type.
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, openSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const programs = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug');

export async function start() {
  const home = mkdtempSync(join(tmpdir(), 'insignia-conformance-'));
  const at = name => join(home, name);
  const port = await freePort();
  const deskPort = await freePort();
  const url = `http://localhost:${port}`;
  for(const name of ['signer', 'softhsm', 'site', 'worker']) {
    mkdirSync(at(name));
    chmodSync(at(name), 0o700);
  }
  mkdirSync(at('run'));
  chmodSync(at('run'), 0o750);
  writeFileSync(at('server.toml'), `
public_url = '${url}'
listen = '127.0.0.1:${port}'
database = 'sqlite://${at('insignia.db')}?mode=rwc'
signer_socket = '${at('run/signer.sock')}'
public_directory = '${at('public')}'
mail_directory = '${at('mail')}'
site_directory = '${at('site')}'
isolation = false
`);
  const signer = key => writeFileSync(at('signer.toml'), `
public_url = '${url}'
directory = '${at('signer')}'
public = '${at('public')}'
socket = '${at('run/signer.sock')}'
worker_socket = '${at('worker/worker.sock')}'
host_socket = '${at('worker/host.sock')}'
server_uids = [${process.getuid()}]
[desk]
url = 'http://localhost:${deskPort}'
listen = '127.0.0.1:${deskPort}'
socket = '${at('desk/desk.sock')}'
uids = [${process.getuid()}]
[token]
module = '/usr/lib/softhsm/libsofthsm2.so'
label = 'insignia'
pin_file = '${at('pin')}'
[token.softhsm]
directory = '${at('softhsm')}'
[[other_credentials]]
key = '${key}'
types = ['VerifiableCredential']
`);
  signer('none');
  const config = name => ['--config', at(name)];
  const made = spawnSync(join(programs, 'insignia-signer'), ['token', 'init', ...config('signer.toml')], {encoding: 'utf8'});
  if(made.status !== 0) {
    throw new Error(`insignia-signer token init: ${made.stderr}`);
  }
  const children = {};
  const begin = (name, program, words) => {
    const log = openSync(at(`${name}.log`), 'a');
    children[name] = spawn(join(programs, program), words, {stdio: ['ignore', log, log]});
  };
  const end = name => new Promise(resolve => {
    const child = children[name];
    if(child.exitCode !== null || child.signalCode !== null) {
      return resolve();
    }
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
  begin('worker', 'insignia-signer', ['worker', ...config('signer.toml')]);
  begin('run', 'insignia-signer', ['run', ...config('signer.toml')]);
  begin('serve', 'insignia', ['serve', ...config('server.toml')]);
  const stop = async () => {
    await Promise.all(Object.keys(children).map(end));
    rmSync(home, {recursive: true, force: true});
  };
  try {
    await until('the first page', () => fetch(`${url}/verify`).then(r => r.ok, () => false));
    const code = await until('the set-up code', () => attempt(() => readFileSync(at('signer/setup-code'), 'utf8').trim()));
    const {did, institution} = await setUp(url, code, config('server.toml'));
    // The key's name follows from the institution's: now the signer can be told what it may sign with it.
    signer(`key-${institution.toLowerCase()}`);
    await end('run');
    begin('run', 'insignia-signer', ['run', ...config('signer.toml')]);
    const token = insignia(['token', 'create', '--institution', did, '--scope',
      'credentials:issue,credentials:verify,credentials:status,presentations:verify', ...config('server.toml')]).split('\n')[0];
    return {url, did, token, stop, logs: () => ['serve', 'run', 'worker'].map(name => readFileSync(at(`${name}.log`), 'utf8')).join('\n')};
  } catch(error) {
    const logs = Object.keys(children).map(name => attempt(() => readFileSync(at(`${name}.log`), 'utf8'))).join('\n');
    await stop();
    throw new Error(`${error.message}\n${logs}`);
  }
}

function insignia(words) {
  const done = spawnSync(join(programs, 'insignia'), words, {encoding: 'utf8'});
  if(done.status !== 0) {
    throw new Error(`insignia ${words.join(' ')}: ${done.stderr}`);
  }
  return done.stdout;
}

/** As the owner does it in a browser. */
async function setUp(url, code, config) {
  const link = insignia(['owner-link', ...config]).split('\n')[0];
  const post = (path, cookie, body) =>
    fetch(path, {method: 'POST', redirect: 'manual', headers: {origin: url, ...cookie && {cookie}}, body});
  const opened = await post(link);
  const cookie = opened.headers.get('set-cookie').split(';')[0];
  const page = await (await fetch(`${url}/setup`, {headers: {cookie}})).text();
  const form = new FormData();
  form.set('form_token', /name="form_token"[^>]*value="([0-9a-f]+)"/.exec(page)[1]);
  form.set('setup_code', code);
  form.set('name', 'Vrijhaven');
  form.set('url', 'https://www.vrijhaven.example');
  const done = await post(`${url}/setup`, cookie, form);
  if(done.status !== 303) {
    throw new Error(`the set-up was answered ${done.status}`);
  }
  const home = await (await fetch(`${url}/institution`, {headers: {cookie}})).text();
  const institution = /\/issuers\/([0-9A-Z]{26})/.exec(home)[1];
  const profile = await (await fetch(`${url}/issuers/${institution}`, {headers: {accept: 'application/json'}})).json();
  return {did: profile.id, institution};
}

async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

function attempt(look) {
  try {
    return look();
  } catch{
    return undefined;
  }
}

async function until(what, look, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for(;;) {
    const found = await look();
    if(found) {
      return found;
    }
    if(Date.now() > end) {
      throw new Error(`${what} did not come within ${seconds} seconds`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
