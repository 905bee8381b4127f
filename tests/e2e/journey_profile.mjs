// A step of the journey: another profile of the institution.
import {toApprove} from './installation.mjs';
import {must, step} from '../suite.mjs';

/** Changes the contact on the page Institution, and looks for it on the page of the badge with the link `claim`. */
export async function changeProfile({tab, says, go, shot, text, submit, refused, home, claim}) {
  await step(says('the profile changes after an approval, and a message reaches the new contact'), async () => {
    await go('/institution');
    await shot('24-institution');
    await tab.fill('[name=email]', 'badges@localhost');
    await submit('form[action="/institution"] button[type=submit]');
    await refused('email');
    await tab.fill('[name=email]', 'Badges@Vrijhaven.example');
    await submit('form[action="/institution"] button[type=submit]');
    must(/Profile 2 is waiting for approval/.test(await text()), await text());
    await shot('24-institution-waiting');
    const shown = home.approve(toApprove(await text()));
    must(/badges@vrijhaven\.example/.test(shown), `the signer showed something else: ${shown}`);
    await go('/institution');
    if(!/Profile 2, in force/.test(await text())) {
      await submit('main form[action$="/look"] button');
    }
    must(/Profile 2, in force/.test(await text()) && /Profile 1, replaced/.test(await text()), await text());
    await shot('24-institution-changed');
    await tab.goto(claim.link);
    must(await tab.locator('a[href^="mailto:badges@vrijhaven.example?subject="]').count() === 1, 'no mail to the contact');
  });
}
