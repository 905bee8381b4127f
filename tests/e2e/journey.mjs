// The main task, end to end, as a person does it: once with script, once without.
import {mkdirSync, writeFileSync, readFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {accessible, out, page, pictures, settle} from './browser.mjs';
import {start, toApprove, until} from './installation.mjs';
import {changeProfile} from './journey_profile.mjs';
import {claimLink} from './member.mjs';
import {must, step} from '../suite.mjs';

// This word is wider than any column of a page.
const longWord = 'Wolfeschlegelsteinhausenbergerdorffsiebenundzwanzigstenovemberin';
/** From an issuer that is a bare key; some parts do not have the form of the standard. */
const unvouched = fileURLToPath(new URL('fixtures/unvouched.json', import.meta.url));
const svgWithScript = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>';

export async function journey(browser, {name, javaScriptEnabled, trial}) {
  const folder = join(out, name);
  mkdirSync(folder, {recursive: true});
  const says = sentence => `${name}: ${sentence}`;
  const home = await step(says('insignia up starts and prints the owner link and the enrolment code'), () => start({trial}));
  try {
    await walk({browser, name, javaScriptEnabled, trial, folder, says, home});
  } finally {
    writeFileSync(join(folder, 'insignia.log'), home.output());
    await home.stop();
  }
}

async function walk({browser, name, javaScriptEnabled, trial, folder, says, home}) {
  const {tab, context, faults} = await page(browser, {javaScriptEnabled});
  const shot = async title => {
    await pictures(tab, name, title);
    if(javaScriptEnabled) {
      await accessible(tab);
    }
  };
  const go = async path => {
    const answer = await tab.goto(path.startsWith('http') ? path : home.url + path);
    await settle(tab, javaScriptEnabled);
    return answer;
  };
  const text = async () => (await tab.locator('main').innerText()).replace(/\s+/g, ' ');
  const submit = async (selector = 'main form button[type=submit]') => {
    await Promise.all([tab.waitForEvent('load'), tab.locator(selector).first().click()]);
    await settle(tab, javaScriptEnabled);
  };
  const path = () => new URL(tab.url()).pathname;
  /** A refused form: the title begins with "Error", the summary has the focus, and its link leads to the field. */
  const refused = async field => {
    must((await tab.title()).startsWith('Error: '), `the title is ${await tab.title()}`);
    must(await tab.evaluate(() => document.activeElement?.id) === 'findings', 'the summary has no focus');
    await tab.locator(`#findings a[href="#${field}"]`).click();
    must(new URL(tab.url()).hash === `#${field}`, `the link led to ${tab.url()}`);
    must(await tab.evaluate(() => document.activeElement?.id !== 'findings'), 'the focus stayed on the summary');
  };

  await step(says('every page says when isolation is off, and only then'), async () => {
    await go('/');
    await shot('00-front-door-before-set-up');
    const warned = /trial mode/i.test(await tab.locator('body').innerText());
    must(warned === trial, `the page ${warned ? 'says' : 'does not say'} trial mode`);
  });

  await step(says('the owner link opens the house, once'), async () => {
    await go(home.ownerLink);
    await tab.fill('[name=name]', 'Vrijhaven University of Applied Sciences');
    await tab.fill('[name=url]', 'javascript:alert(1)');
    await tab.fill('[name=description]', 'A university of applied sciences on the coast.');
    await shot('01-owner-link');
    await submit();
    const again = await fetch(home.ownerLink, {method: 'POST', headers: {origin: home.url}, redirect: 'manual'});
    must(again.status >= 400, `the second use was answered ${again.status}`);
  });

  await step(says('a wrong address is told under its field and loses nothing'), async () => {
    must(await tab.locator('[name=url][aria-invalid=true]').count() === 1, 'the field is not marked');
    await refused('url');
    must(await tab.inputValue('[name=name]') === 'Vrijhaven University of Applied Sciences', 'the name was lost');
    await shot('02-set-up-wrong-address');
    await go('/setup');
    await shot('03-set-up');
    await tab.fill('[name=name]', 'Vrijhaven University of Applied Sciences');
    await tab.fill('[name=url]', 'https://www.vrijhaven.example');
    await tab.fill('[name=description]', 'A university of applied sciences on the coast.');
  });

  await step(says('the institution is made, with a did:key and the reason why'), async () => {
    must(/did:web/.test(await text()), 'the page does not say why did:web is off');
    await submit();
    must(path() === '/designs/new', `it led to ${path()}: ${await text()}`);
    await go('/today');
    await shot('04-today-empty');
  });

  const design = await step(says('a badge is drawn, with its findings under their fields'), async () => {
    await go('/designs/new');
    await tab.fill('[name=name]', 'Coastal Flood Modelling, Level 2');
    await tab.fill('[name=description]', 'Builds, calibrates and defends a flood model of a real stretch of coast.');
    await tab.fill('[name=criteria]', '1. Calibrate a **model** against two recorded surges.\n2. Present it to the water board.');
    await tab.selectOption('[name=achievement_type]', 'MicroCredential');
    await tab.fill('[name=tags]', 'flood, modelling, coast');
    if(javaScriptEnabled) {
      await tab.waitForFunction(() => document.body.innerText.includes('Coastal Flood Modelling, Level 2'));
      must(await tab.locator('.badge-card').getByText('Coastal Flood Modelling, Level 2').count() > 0, 'the live card does not follow');
    }
    await tab.setInputFiles('[name=image]', {name: 'evil.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svgWithScript)});
    await submit('main form button[value=save]');
    must(/script/.test(await text()), `the script in the picture was not told: ${await text()}`);
    must((await tab.inputValue('[name=criteria]')).includes('water board'), 'the criteria were lost');
    await shot('05-studio-refused-picture');
    await tab.check('[name=art][value=bridge]');
    await submit('main form button[value=save]');
    must(/^\/designs\/[0-9A-Z]{26}$/.test(path()), `it led to ${path()}: ${await text()}`);
    await shot('06-studio-draft');
    return path();
  });

  const beginning = await step(says('publishing freezes the version, which waits for the people who approve'), async () => {
    await submit('main form button[value=publish]');
    const seen = await text();
    must(/version 1 is waiting for approval/i.test(seen) && /Approvals so far: 0 of 1/.test(seen), seen);
    must(await tab.locator(`main a[href="${home.desk}"][target=_blank]`).count() === 1, 'no link to the desk');
    await shot('07-studio-waiting');
    await go('/today');
    must(/An approval is waiting: Allow this new badge: Coastal Flood Modelling/.test(await text()), await text());
    await shot('07-today-approval-waiting');
    const achievement = await fetch(design.replace('/designs/', `${home.url}/achievements/`) + '/1');
    must(achievement.status === 404, 'the badge is public before it was approved');
    return toApprove(seen);
  });

  await step(says('a person on the signer’s host approves what the page named, and the version is published'), async () => {
    const shown = home.approve(beginning);
    must(/Coastal Flood Modelling, Level 2/.test(shown), `the signer showed something else: ${shown}`);
    await go(design);
    // The job may have stored the approval already; else a member who looks again stores it.
    if(!/version 1 is published/i.test(await text())) {
      await submit('main form[action$="/look"] button');
    }
    must(/version 1 is published/i.test(await text()), await text());
    await shot('07-studio-published');
    await go('/designs');
    await shot('08-designs');
  });

  const register = await step(says('the badge is issued: linted, logged, signed'), async () => {
    await go(design.replace('/designs/', '/issue/'));
    await tab.fill('[name=name]', `Maren Óskarsdóttir-${longWord}`);
    await tab.fill('[name=email]', 'maren@localhost');
    await submit();
    must(await tab.locator('[name=email][aria-invalid=true]').count() === 1, 'the address was not marked');
    await refused('email');
    must((await tab.inputValue('[name=name]')).startsWith('Maren'), 'the name was lost');
    await shot('09-issue-wrong-address');
    await tab.fill('[name=email]', 'Maren@Example.EDU');
    await submit();
    must(/^\/register\/[0-9A-Z]{26}$/.test(path()), `it led to ${path()}: ${await text()}`);
    await shot('10-issue-progress');
    await tab.evaluate(() => {
      globalThis.stayed = true;
    });
    await until('the signature', async () => {
      if(!javaScriptEnabled) {
        await go(path());
      }
      return /signed/i.test(await text()) && !/waiting for the signer/i.test(await text()) && home.mails().length > 0;
    });
    must(!javaScriptEnabled || await tab.evaluate(() => globalThis.stayed === true), 'the page was loaded again to show the signature');
    await go(path());
    await shot('11-issued');
    return path();
  });

  const claim = await step(says('the mail holds the link, and the learner sees the badge'), async () => {
    const link = claimLink(home.mails().at(-1));
    must(link, 'no link in the mail');
    const learner = await page(browser, {javaScriptEnabled});
    await learner.tab.goto(link);
    await settle(learner.tab, javaScriptEnabled);
    await pictures(learner.tab, name, '12-claim');
    must((await learner.tab.locator('main').innerText()).includes('Maren'), 'the learner is not named');
    for(const file of ['badge.json', 'badge.png', 'badge.svg', 'ledger-proof.json']) {
      const [download] = await Promise.all([
        learner.tab.waitForEvent('download'),
        learner.tab.locator(`a[href$="/${file}"], form[action$="/${file}"] button`).first().click()
      ]);
      await download.saveAs(join(folder, file));
    }
    must(learner.faults.length === 0, learner.faults.join('; '));
    return {link, learner};
  });

  const badge = JSON.parse(readFileSync(join(folder, 'badge.json'), 'utf8'));
  const statusList = async () => (await fetch(badge.credentialStatus.statusListCredential)).text();
  writeFileSync(join(folder, 'status.json'), await statusList());

  await step(says('the credential is private until its learner makes it public'), async () => {
    must((await fetch(badge.id)).status === 404, 'it is public before');
    const {tab: learnerTab} = claim.learner;
    await Promise.all([
      learnerTab.waitForEvent('load'),
      learnerTab.locator('form[action$="/public"] button[type=submit]').first().click()
    ]);
    const answer = await fetch(badge.id, {headers: {accept: 'application/vc'}});
    must(answer.status === 200 && await answer.text() === readFileSync(join(folder, 'badge.json'), 'utf8'), 'it is not served as signed');
    await go(badge.id);
    await shot('13-public-credential');
    await Promise.all([tab.waitForURL(/badge=/), tab.getByRole('link', {name: 'Check this badge'}).click()]);
    await (javaScriptEnabled ? tab.locator('#verdict').waitFor() : submit('form[data-verify] button[type=submit]'));
    must(/Genuine\./.test(await text()), await text());
  });

  await step(says('what others need is served: DID document, profile, achievement'), async () => {
    const json = async url => (await fetch(url, {headers: {accept: 'application/ld+json'}})).json();
    const achievement = badge.credentialSubject.achievement;
    must((await json(achievement.id)).name === achievement.name, 'the achievement differs');
    await go(achievement.id);
    await shot('14-achievement');
    const issuers = await json(`${home.url}/api/v1/issuers?id=${encodeURIComponent(badge.issuer.id)}`);
    must(issuers.id === badge.issuer.id, 'the issuer is not found by its DID');
    await go('/');
    await shot('15-front-door');
  });

  const asked = [];
  let isChecking = false;
  context.on('request', request => {
    if(isChecking) {
      asked.push({method: request.method(), url: request.url(), body: request.postData() ?? ''});
    }
  });
  const check = async (tabOf, given, recipient = '') => {
    await tabOf.goto(`${home.url}/verify`);
    await settle(tabOf, javaScriptEnabled);
    if(typeof given === 'string') {
      await tabOf.fill('[name=credential]', given);
    } else {
      await tabOf.setInputFiles('[name=file]', given.file);
      await tabOf.setInputFiles('[name=ledger_proof]', given.proof ?? []);
    }
    await tabOf.fill('[name=recipient]', recipient);
    const button = tabOf.locator('main form button[type=submit]').first();
    if(javaScriptEnabled) {
      // The browser verifies. The page stays.
      isChecking = true;
      await button.click();
      await tabOf.locator('#verdict, [data-verify-message]').first().waitFor();
      isChecking = false;
    } else {
      await Promise.all([tabOf.waitForEvent('load'), button.click()]);
      await settle(tabOf, javaScriptEnabled);
    }
    return (await tabOf.locator('main').innerText()).replace(/\s+/g, ' ');
  };

  const signed = readFileSync(join(folder, 'badge.json'), 'utf8');
  await step(says('anyone checks it: JSON, PNG and SVG are genuine'), async () => {
    await go('/verify');
    await shot('16-verify');
    const seen = await check(tab, signed);
    must(/Genuine\. Issued by a key of the installation on this computer, to “Maren [^”]*” on \d+ \w+ \d{4}/.test(seen), seen);
    await shot('17-verdict-genuine');
    for(const form of ['json', 'png', 'svg']) {
      must(/Genuine\./.test(await check(tab, {file: join(folder, `badge.${form}`)})), `badge.${form}`);
    }
  });

  await step(says('the ledger proof of the claim page is taken beside the badge'), async () => {
    const seen = await check(tab, {file: join(folder, 'badge.json'), proof: join(folder, 'ledger-proof.json')});
    must(/Genuine\./.test(seen) && /as the given ledger proof shows/.test(seen), seen);
    const wrong = await check(tab, {file: join(folder, 'badge.json'), proof: join(folder, 'badge.png')});
    must(/Passed, with remarks\./.test(wrong) && /It was ignored/.test(wrong), wrong);
  });

  await step(says('another name is shown beside that of the badge, another address is somebody else’s'), async () => {
    const seen = await check(tab, signed, 'محمد بن عبد الله');
    must(/Could not be checked\. The badge names “Maren .*”, and you gave “محمد بن عبد الله”/.test(seen), seen);
    await shot('17-verdict-other-name');
    must(/Somebody else’s\./.test(await check(tab, signed, 'somebody@example.edu')), 'the address is not compared');
  });

  await step(says('a badge that nobody vouches for has a frame of its own, and says what to do'), async () => {
    const seen = await check(tab, {file: unvouched});
    must(/Unaltered, but nobody vouches for the issuer\./.test(seen) && /Ask the institution itself/.test(seen), seen);
    must(await tab.locator('.verdict.unvouched').count() === 1 && await tab.locator('.verdict.good').count() === 0, 'the frame');
    must(/Not in every part/.test(seen) && !/Passed\. It is not in every part/.test(seen), seen);
    await shot('17-verdict-unvouched');
  });

  await step(says('a file that is too large loses nothing that was typed'), async () => {
    const large = join(folder, 'large.json');
    writeFileSync(large, ' '.repeat(9 * 1024 * 1024));
    const seen = await check(tab, {file: large}, 'Maren');
    must(/The limit is 8 MiB/.test(seen) && await tab.inputValue('[name=recipient]') === 'Maren', seen);
    await shot('17-verify-too-large');
  });

  await step(says('a request that reaches no page is answered by a page of the same look'), async () => {
    await tab.goto(`${home.url}/claim/${'0'.repeat(32)}/ledger-proof.json`);
    must(/Nothing is here/.test(await text()), await text());
    const edge = await tab.locator('main h1').evaluate(heading => heading.getBoundingClientRect().left);
    must(edge >= 16, `the text begins ${edge} px from the edge`);
    await shot('17-nothing-here');
  });

  await step(says('tampered, malformed and foreign input each get their own sentence'), async () => {
    const sentences = new Map();
    const inputs = {
      tampered: signed.replace('Coastal Flood', 'Costal Flood'),
      malformed: signed.slice(0, -9),
      foreign: '{"hello":"world"}',
      'unknown-key': signed.replaceAll('DataIntegrityProof', 'SomeOtherProof')
    };
    for(const [kind, given] of Object.entries(inputs)) {
      const seen = await check(tab, given);
      must(!/Genuine\./.test(seen), `${kind} is called genuine`);
      sentences.set(kind, await tab.locator('main h1, main .verdict').first().innerText());
      await shot(`18-verdict-${kind}`);
    }
    must(new Set(sentences.values()).size === sentences.size, JSON.stringify([...sentences]));
  });

  const cli = (...args) => spawnSync(join(home.bin, 'insignia'), ['verify', ...args], {encoding: 'utf8'});
  await step(says('the command line says the same'), async () => {
    const good = cli(join(folder, 'badge.json'), '--own', home.url);
    must(good.status === 0 && /Genuine\./.test(good.stdout), `${good.status} ${good.stdout} ${good.stderr}`);
    const report = JSON.parse(cli(join(folder, 'badge.png'), '--own', home.url, '--json').stdout);
    must(report.verdict === 'valid', JSON.stringify(report));
    const alone = cli(join(folder, 'badge.json'));
    must(alone.status === 2, `without --own the status list cannot be had, and yet: ${alone.status} ${alone.stdout}`);
    must(cli(join(folder, 'nothing-here')).status === 3, 'an unreadable file');
  });

  await step(says('the issuer revokes it, and then the check says so, with reason and date'), async () => {
    await go(register);
    await tab.locator('summary', {hasText: 'Revoke'}).click();
    await tab.selectOption('[name=reason]', 'issued-in-error');
    await tab.check('[name=sure]');
    await submit('form[action$="/revoke"] button[type=submit]');
    await shot('19-revoked');
    const seen = await until('the revocation', async () => {
      const found = await check(tab, signed);
      return /revoked on/i.test(found) && found;
    });
    must(/issued in error/i.test(seen) && /\d+ \w+ 2\d{3}/.test(seen) && !/Genuine\. /.test(seen), seen);
    await shot('20-verdict-revoked');
    const told = cli(join(folder, 'badge.json'), '--own', home.url);
    must(told.status === 1 && /revoked/i.test(told.stdout), `${told.status} ${told.stdout}`);
    await go('/register');
    await shot('21-register');
    await go('/today');
    await shot('22-today');
    await go('/keys');
    await shot('23-keys');
    must(await tab.locator('main svg.chart rect').count() === 30, 'the usage of the key is not drawn');
    await go('/keys/alerts');
    const noticed = await text();
    must(/A badge was issued for the first time/.test(noticed) && /“Coastal Flood Modelling, Level 2”, version 1/.test(noticed), noticed);
    must(/Why it may matter/.test(noticed) && /What to do/.test(noticed), noticed);
    await shot('23-alerts');
    await submit('main form button[value=looked]');
    must(/Nothing unusual since you last looked/.test(await text()), await text());
    await tab.goto(claim.link);
    await shot('25-claim-revoked');
  });

  await changeProfile({tab, says, go, shot, text, submit, refused, home, claim});

  await step(says('the browser sends nothing of a badge that it checks; without script the form posts it'), async () => {
    must(asked.length > 0 === javaScriptEnabled, `${asked.length} requests`);
    const {proofValue} = [JSON.parse(signed).proof].flat()[0];
    for(const {method, url, body} of asked) {
      must(method === 'GET' && body === '', `${method} ${url}`);
      for(const secret of [proofValue, 'somebody@example.edu', 'محمد']) {
        must(!decodeURIComponent(url).includes(secret), `${url} has ${secret}`);
      }
    }
    await go('/verify');
    const page = await text();
    must(/the badge is not sent anywhere/.test(page) === javaScriptEnabled, page);
    must(/this form sends the badge to this server/.test(page) !== javaScriptEnabled, page);
  });

  await step(says('nothing private is in the log'), async () => {
    for(const secret of ['maren@example.edu', 'Maren', new URL(claim.link).pathname.split('/')[2]]) {
      must(!home.output().includes(secret), `the log holds ${secret}`);
    }
    must(home.output().split(home.enrolmentCode).length === 2, 'the enrolment code is printed more than once');
  });

  await step(says('no page had a script error or a refused resource'), async () => {
    must(faults.length === 0, faults.join('; '));
    await context.close();
  });
}
