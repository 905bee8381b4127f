// The documented configuration of nginx, with names, ports, paths and certificates of this machine.
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const documented = join(dirname(fileURLToPath(import.meta.url)), '../../docs/operations/nginx/insignia.conf');

/** Writes `nginx.conf` below `home`. `certificate`: a path to which `.pem` and `.key` are added. */
export function configureNginx(at, ports, certificate) {
  const replaced = [
    ['listen 443 ssl', `listen 127.0.0.1:${ports.proxy} ssl`],
    ['/var/lib/insignia-signer/public', at('public')],
    ['http://127.0.0.1:3000', `http://127.0.0.1:${ports.web}`],
    ['http://127.0.0.1:3001', `http://127.0.0.1:${ports.desk}`],
    // With a non-default port, the host name includes the port.
    ['proxy_set_header Host      $host', `proxy_set_header Host localhost:${ports.proxy}`],
    ['server_name badges.example.edu', 'server_name localhost'],
    [/\/etc\/insignia\/tls\/\w+\.pem/g, at('proxy.pem')],
    [/\/etc\/insignia\/tls\/\w+\.key/g, at('proxy.key')]
  ];
  let text = readFileSync(documented, 'utf8');
  for(const [from, to] of replaced) {
    const changed = text.replaceAll(from, to);
    if(changed === text) {
      throw new Error(`docs/operations/nginx/insignia.conf does not contain ${from}`);
    }
    text = changed;
  }
  mkdirSync(at('nginx'));
  copyFileSync(`${certificate}.pem`, at('proxy.pem'));
  copyFileSync(`${certificate}.key`, at('proxy.key'));
  writeFileSync(at('insignia.conf'), text);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${at(`nginx/${name}`)};`);
  writeFileSync(at('nginx.conf'), `
${process.getuid() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${at('nginx/pid')};
error_log stderr;
events { }
http {
  access_log off;
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  ${temporary.join('\n  ')}
  include ${at('insignia.conf')};
}
`);
}
