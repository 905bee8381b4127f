// A badge version whose picture is bound by its digest.
import {createHash} from 'node:crypto';
import {must} from '../suite.mjs';
import {accessible, pictures} from './browser.mjs';
import {achievement} from './documents.mjs';
import {issuer, propose} from './house.mjs';

const PICTURE = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><script>document.title = "ran"</script>' +
  '<circle cx="32" cy="32" r="30" fill="#2456a6"/></svg>');

/** Proposes it, without and with the picture; looks at the desk; and opens the picture at its own address. */
export async function pictureByDigest({tab, text}, house) {
  const sha256 = createHash('sha256').update(PICTURE).digest();
  const second = JSON.stringify(achievement()).replaceAll('/1', '/2');
  const entry = {type: 'one-of', member: '/relatedResource/0/digestSRI', values: [`sha256-${sha256.toString('base64')}`]};
  const {digest} = await propose(house, {
    change: 'register-badge', issuer, achievement: second, per_recipient: JSON.stringify([entry])
  });
  const card = tab.locator(`article:has([data-approve="${digest}"])`);

  await tab.goto(house.url);
  must(/did not give the signer this picture/.test(await card.innerText()), await text());
  must(await card.locator('img').count() === 0, 'a picture that the signer does not have');

  const kept = await house.ask({ask: 'keep-picture', picture: PICTURE.toString('base64')});
  must(kept.answer === 'result', JSON.stringify(kept));
  await tab.goto(house.url);
  const image = card.locator('img.picture');
  await image.scrollIntoViewIfNeeded();
  must(await image.evaluate(img => img.decode().then(() => img.naturalWidth)) > 0, 'the picture is not drawn');
  const shown = await card.innerText();
  must(shown.includes(sha256.toString('hex')) && /nothing but the person and the dates/.test(shown), shown);
  must(await tab.title() !== 'ran', 'the picture ran a script');
  await accessible(tab);
  await pictures(tab, '16-picture');

  const address = `${house.url}/pictures/${sha256.toString('hex')}`;
  const answer = await fetch(address);
  const header = name => answer.headers.get(name) ?? '';
  must(answer.ok && header('content-type') === 'image/svg+xml', `${answer.status} ${header('content-type')}`);
  must(header('content-disposition') === 'attachment', header('content-disposition'));
  must(/default-src 'none'.*sandbox/.test(header('content-security-policy')), header('content-security-policy'));
  must(header('x-content-type-options') === 'nosniff', 'its type is guessed');
  for(const other of ['0'.repeat(64), '..%2fenrolment-code', '']) {
    const {status} = await fetch(`${house.url}/pictures/${other}`);
    must(status === 404, `${other}: ${status}`);
  }
  await house.onHost({ask: 'decline', change: digest});
}
