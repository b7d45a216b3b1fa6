import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rowsOf, sayReady } from './pool.ts';

/**
 * What no GraphQL server can be cheaper than: one statement by hand for each question, whose JSON is passed through as text.
 */
const SPEAKERS = `(
  select json_agg(json_build_object('kind', coalesce(m.kind, 'unnamed'), 'id', m.id, 'name', coalesce(m.name, s.name)) order by s.position)
  from bench.speaker as s left join bench.actor as m on m.id = s.actor_id where s.quote_id = q.id
)`;
const QUOTES = (first: number) => `(
  select coalesce(json_agg(json_build_object('id', q.id, 'text', q.text, 'speakers', ${SPEAKERS}) order by q.char_start, q.id), '[]')
  from (select id, text, char_start from bench.quote where article_id = a.id order by char_start, id limit ${first}) as q
)`;
const NAMED = (kind: string, more = '') => `(
  select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name${more}) order by n.mention_count desc, n.actor_id desc), '[]')
  from (
    select actor_id, mention_count from bench.naming where article_id = a.id and kind = '${kind}'
    order by mention_count desc, actor_id desc limit 5
  ) as n join bench.actor as m on m.id = n.actor_id
)`;
const AFFILIATIONS = `(
  select coalesce(json_agg(json_build_object('role', f.role, 'organization', json_build_object('id', o.id, 'name', o.name)) order by f.id), '[]')
  from (select id, role, organization_id from bench.affiliation where person_id = m.id order by id limit 2) as f
  join bench.actor as o on o.id = f.organization_id
)`;

const STATEMENTS: Readonly<Record<string, string>> = {
  Q1: `select json_build_object('id', id, 'url', url, 'headline', headline, 'standfirst', standfirst, 'body', body, 'section', section,
      'language', language, 'dateline', dateline, 'publishedAt', published_at, 'version', version)::text as json
    from bench.article where id = $1`,
  Q2: `select json_agg(json_build_object('id', a.id, 'headline', a.headline, 'publishedAt', a.published_at, 'quotes', ${QUOTES(5)},
      'organizations', ${NAMED('organization')}) order by a.listed_at desc, a.id desc)::text as json
    from (select id, headline, published_at, listed_at from bench.article order by listed_at desc, id desc limit 20) as a`,
  Q3: `select json_build_object('id', p.id, 'name', p.name, 'quotes', (
      select json_agg(json_build_object('id', q.id, 'text', q.text, 'article', json_build_object('id', a.id, 'headline', a.headline,
        'publishedAt', a.published_at, 'people', ${NAMED('person', `, 'affiliations', ${AFFILIATIONS}`)}))
        order by s.listed_at desc, s.quote_id desc)
      from (select quote_id, listed_at from bench.speaker where actor_id = p.id order by listed_at desc, quote_id desc limit 20) as s
      join bench.quote as q on q.id = s.quote_id join bench.article as a on a.id = q.article_id
    ))::text as json from bench.actor as p where p.id = $1`,
  Q4: `select json_build_object('id', e.id, 'name', e.name, 'articles', (
      select json_agg(json_build_object('id', a.id, 'headline', a.headline, 'publishedAt', a.published_at, 'quotes', ${QUOTES(3)})
        order by t.listed_at desc, t.article_id desc)
      from (select article_id, listed_at from bench.telling where event_id = e.id order by listed_at desc, article_id desc limit 20) as t
      join bench.article as a on a.id = t.article_id
    ))::text as json from bench.event as e where e.id = $1`,
};

const server = createServer(async (req, res) => {
  try {
    const { id } = JSON.parse(await bodyOf(req));
    const text = STATEMENTS[(req.url ?? '').slice(1)] ?? '';
    const [row] = await rowsOf<{ json: string }>(text, id === null ? [] : [id]);
    const json = Buffer.from(row?.json ?? 'null');
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length }).end(json);
  } catch (error) {
    res.writeHead(500).end(String(error));
  }
});

function bodyOf(req: IncomingMessage): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (chunk) => {
      text += chunk;
    });
    req.on('end', () => done(text));
    req.on('error', fail);
  });
}

server.listen(0, '127.0.0.1', () => sayReady((server.address() as AddressInfo).port));
