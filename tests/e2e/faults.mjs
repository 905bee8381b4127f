// Kill -9 of signer, worker and web server while badges are being issued: nothing lost, nothing duplicated.
import {start, until} from './installation.mjs';
import {found, Member, publish} from './member.mjs';
import {must, step} from '../suite.mjs';

async function ready(home) {
  const member = new Member(home.url);
  await member.post(new URL(home.ownerLink).pathname, {});
  await found(member);
  const design = await publish(member, home.approve);
  return {member, issue: design.replace('/designs/', '/issue/')};
}

/** Posts one issue form; while the web server is down, retries with the same form. */
async function issue(member, path, email, form) {
  return until(`the answer for ${email}`, async () => {
    try {
      const answer = await member.post(path, {...form, name: 'Maren', email});
      return answer.status === 303 && answer.to;
    } catch{
      return false;
    }
  });
}

const finished = (member, at) => until('the signature', async () => {
  const answer = await member.get(at.split('?')[0]).catch(() => ({text: ''}));
  return / is signed(?: and mailed|;)/.test(answer.text);
});

export async function faults() {
  const home = await step('faults: an installation of its own', () => start({trial: true}));
  try {
    const {member, issue: path} = await step('faults: set up and published', () => ready(home));
    const issued = [];
    let round = 0;
    for(const part of ['insignia-signer run', 'insignia-token run', 'insignia serve']) {
      for(const delay of [0, 5, 20, 60, 150]) {
        await step(`faults: ${part} killed ${delay} ms after the form was sent`, async () => {
          round += 1;
          const page = (await member.get(path)).text;
          const form = {
            form_token: /name="form_token"[^>]*value="([^"]+)"/.exec(page)[1],
            request: /name="request"[^>]*value="([^"]+)"/.exec(page)[1]
          };
          const answer = issue(member, path, `learner${round}@example.edu`, form);
          await new Promise(resolve => setTimeout(resolve, delay));
          for(const pid of home.pidsOf(part)) {
            process.kill(pid, 'SIGKILL');
          }
          const to = await answer;
          await finished(member, to);
          issued.push(to.split('?')[0]);
          const again = await issue(member, path, `learner${round}@example.edu`, form);
          must(again.split('?')[0] === issued.at(-1), 'the same form issued twice');
        });
      }
    }
    await step('faults: nothing lost, nothing doubled', async () => {
      must(new Set(issued).size === round, `${new Set(issued).size} of ${round}`);
      // An address may break after its “@”.
      const listed = (await member.get('/register')).text.replace(/<wbr>|<!>/g, '');
      const distinct = pattern => new Set(listed.match(pattern) ?? []).size;
      must(distinct(/learner\d+@example\.edu/g) === round, `learners listed: ${distinct(/learner\d+@example\.edu/g)}`);
      must(distinct(/\/register\/[0-9A-Z]{26}/g) === round, `badges listed: ${distinct(/\/register\/[0-9A-Z]{26}/g)}`);
      await until('every mail', () => home.mails().length >= round);
      must(home.mails().length === round, `${home.mails().length} mails for ${round} badges`);
    });
  } finally {
    await home.stop();
  }
}
