// A complete separate Insignia for a test: `insignia up` on a fresh data directory and free ports.
import {spawn, spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, mkdirSync, rmSync, chmodSync, readdirSync, readFileSync, existsSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Maximum wait for an expected event, in seconds: generous enough for a busy machine. */
export const PATIENCE = 300;

/** Waits until `look` returns a value, or fails with the name of the missing event. */
export async function until(what, look, seconds = PATIENCE) {
  const end = Date.now() + seconds * 1000;
  for(;;) {
    const found = await look();
    if(found) {
      return found;
    }
    if(Date.now() > end) {
      throw new Error(`${what} did not happen within ${seconds} seconds`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/**
 * Starts an installation. `trial`: as one ordinary user without root. Returns {url, desk, ownerLink,
 * enrolmentCode, data, output(), pidsOf(part), approve(beginning), stop()}.
 */
export async function start({trial}) {
  const home = mkdtempSync(join(tmpdir(), 'insignia-e2e-'));
  chmodSync(home, 0o755);
  const bin = join(home, 'bin');
  mkdirSync(bin);
  for(const name of ['insignia', 'insignia-up', 'insignia-signer', 'insignia-token', 'insignia-desk']) {
    cpSync(join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', name), join(bin, name));
  }
  cpSync(join(root, 'site'), join(home, 'site'), {recursive: true});
  const data = join(home, 'data');
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const desk = `http://localhost:${await freePort()}`;
  const args = ['up', '--data', data, '--public-url', url, '--listen', `127.0.0.1:${port}`, '--desk-url', desk];
  const drop = trial && process.getuid() === 0;
  if(drop) {
    spawnSync('chown', ['-R', 'nobody:nogroup', home]);
  }
  const child = drop ?
    spawn('setpriv', ['--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups', join(bin, 'insignia'), ...args],
      {cwd: home, stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, HOME: home, XDG_RUNTIME_DIR: ''}}) :
    spawn(join(bin, 'insignia'), args, {cwd: home, stdio: ['ignore', 'pipe', 'pipe']});
  let said = '';
  child.stdout.on('data', text => said += text);
  child.stderr.on('data', text => said += text);
  let ended;
  child.once('exit', code => ended = code ?? 'by a signal');

  const look = pattern => () => {
    if(ended !== undefined) {
      throw new Error(`insignia up ended (${ended}):\n${said}`);
    }
    return pattern.exec(said)?.[1];
  };
  try {
    const ownerLink = await until('the owner link', look(/(http:\/\/localhost:\d+\/owner\/[0-9A-Za-z_-]+)/));
    const enrolmentCode = await until('the enrolment code', look(/enrolment code:?\s+([0-9A-Z]{2,}(?:-[0-9A-Z]+)+)/));
    await until('the first page', async () => fetch(url).then(r => r.ok, () => false));
    return {
      url, desk, ownerLink, enrolmentCode, data, bin,
      output: () => said,
      /** Process ids of a part: `insignia serve`, `insignia-signer run`, `insignia-token run`. */
      pidsOf: part => pidsOf(join(bin, part.split(' ')[0]), part.split(' ')[1]),
      mails: () => mails(data),
      approve: beginning => approve(join(bin, 'insignia-signer'), join(data, 'signer', 'signer.toml'), beginning),
      stop: async () => {
        if(ended === undefined) {
          child.kill('SIGTERM');
          await until('the end of insignia up', () => ended !== undefined).catch(() => child.kill('SIGKILL'));
        }
        rmSync(home, {recursive: true, force: true});
      }
    };
  } catch(error) {
    child.kill('SIGTERM');
    throw new Error(`${error.message}\n${said}`);
  }
}

/**
 * A person at a terminal of the signer's host approves the change whose digest begins with this text, by typing it. The
 * command accepts no answer from a pipe: `script` provides a terminal.
 */
export function approve(signer, config, beginning) {
  const command = `${signer} approve ${beginning} --config ${config}`;
  const done = spawnSync('script', ['-qec', command, '/dev/null'], {input: `${beginning}\n`, encoding: 'utf8'});
  if(done.status !== 0 || !/Approved, and in force/.test(done.stdout)) {
    throw new Error(`${command} ended with ${done.status}:\n${done.stdout}${done.stderr}`);
  }
  return done.stdout;
}

/** The beginning of the digest that a page shows for approval to a person without a browser. */
export function toApprove(text) {
  const found = /insignia-signer approve ([0-9a-f]{8})\b/.exec(text);
  if(!found) {
    throw new Error(`the page gives no command to approve with: ${text}`);
  }
  return found[1];
}

function pidsOf(program, command) {
  const pids = [];
  for(const name of readdirSync('/proc').filter(n => /^\d+$/.test(n))) {
    try {
      const argv = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if(argv[0] === program && argv[1] === command) {
        pids.push(Number(name));
      }
    } catch{
      // The process ended meanwhile.
    }
  }
  return pids;
}

function mails(data) {
  const folder = join(data, 'server', 'mail');
  return existsSync(folder) ?
    readdirSync(folder).filter(n => n.endsWith('.eml')).map(n => readFileSync(join(folder, n), 'utf8')) : [];
}
