// A member of the institution, and their actions in the workspace, without a browser.
import {toApprove, until} from './installation.mjs';
import {must} from '../suite.mjs';

/** A member's session over plain HTTP: the same forms, without a browser. */
export class Member {
  constructor(url) {
    this.url = url;
    this.cookie = '';
  }

  async get(path) {
    const answer = await fetch(this.url + path, {headers: {cookie: this.cookie}, redirect: 'manual'});
    return {status: answer.status, text: await answer.text()};
  }

  async post(path, fields, {multipart = false} = {}) {
    const form = multipart ? new FormData() : new URLSearchParams();
    for(const [name, value] of Object.entries(fields)) {
      form.append(name, value);
    }
    const answer = await fetch(this.url + path, {
      method: 'POST', body: form, redirect: 'manual', headers: {cookie: this.cookie, origin: this.url}
    });
    const set = answer.headers.get('set-cookie');
    if(set) {
      this.cookie = set.split(';')[0];
    }
    return {status: answer.status, to: answer.headers.get('location'), text: await answer.text()};
  }

  async token(path) {
    const found = /name="form_token"[^>]*value="([^"]+)"/.exec((await this.get(path)).text);
    must(found, `no form token on ${path}`);
    return found[1];
  }
}

/** The learner's link in a mail, or undefined. */
export function claimLink(mail) {
  const parts = mail.split('\r\n\r\n').slice(1).map(part => Buffer.from(part.split('\r\n--')[0], 'base64').toString('utf8'));
  return /http:\/\/localhost:\d+\/claim\/[0-9a-f]{32}/.exec(parts.join('\n'))?.[0];
}

/** Creates the institution. */
export async function found(member) {
  const made = await member.post('/setup', {
    form_token: await member.token('/setup'), name: 'Vrijhaven',
    url: 'https://www.vrijhaven.example', description: ''
  }, {multipart: true});
  must(made.to?.startsWith('/designs/new'), `set-up answered ${made.status}`);
}

/** Publishes a badge, which a person approves by `approve(beginning)`. Returns the path of its design. */
export async function publish(member, approve) {
  const published = await member.post('/designs/new', {
    form_token: await member.token('/designs/new'), name: 'Safety', description: 'Knows the rules.',
    criteria: 'Pass the test.', achievement_type: 'Course', tags: '', caption: '', art: 'chevron', action: 'publish'
  }, {multipart: true});
  must(/^\/designs\/[0-9A-Z]{26}/.test(published.to ?? ''), `publishing answered ${published.status}`);
  const design = published.to.split('?')[0];
  approve(toApprove((await member.get(design)).text));
  await until('the publication', async () => /is published/.test((await member.get(design)).text));
  return design;
}
