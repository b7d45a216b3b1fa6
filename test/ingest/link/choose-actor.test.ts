import { describe, expect, it } from 'vitest';
import { mostTied } from '../../../src/ingest/link/choose-actor.ts';
import { groupActors } from '../../../src/ingest/link/group-actors.ts';
import { aliasForms, isAcronym, isLinkable, type NamedActor } from '../../../src/ingest/link/name-forms.ts';

const named = (kind: NamedActor['kind'], name: string, ...aliases: string[]): NamedActor => ({
  kind,
  name,
  aliases,
});
const lower = (name: string) => name.toLowerCase();

describe('forms of a name', () => {
  it('link a person by two words at least, an organization by any', () => {
    expect(
      [
        named('person', 'Tovan'),
        named('person', 'Mirel Tovan'),
        named('organization', 'Kestrel'),
        named('organization', ''),
      ].map(isLinkable),
    ).toEqual([false, true, true, false]);
  });

  it('leave out surnames, short forms and the tail of an organization that many share', () => {
    expect(aliasForms(named('person', 'Mirel A. Tovan', 'Tovan', 'Finch-Tovan', 'Mirel Tovan'))).toEqual([
      'Mirel Tovan',
    ]);
    const ministry = named(
      'organization',
      'Norlian Foreign Ministry',
      'Foreign Ministry',
      'the Foreign Ministry',
      'NFM',
      'Ministry',
      'Norlian Ministry',
    );
    expect(aliasForms(ministry)).toEqual(['NFM', 'Norlian Ministry']);
  });

  it('know an acronym', () => {
    expect(['NATO', 'U.N.', 'SDU', 'DoJ', 'Nato', 'Union', 'A', 'Two Words'].map(isAcronym)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the same within one article', () => {
  it('are equal names, and a name that is the alias of one other alone', () => {
    const union = named('organization', 'Union of River Pilots', 'URP');
    const groups = groupActors(
      [
        union,
        named('organization', 'URP'),
        named('organization', 'the union of river pilots'),
        named('person', 'Urp Tovan'),
      ],
      lower,
    );
    expect(groups.map(({ name, members }) => ({ name, members }))).toEqual([
      { name: 'Union of River Pilots', members: [0, 2, 1] },
      { name: 'Urp Tovan', members: [3] },
    ]);
  });

  it('are not a name that two others have for an alias', () => {
    const two = [
      named('organization', 'Union of River Pilots', 'URP'),
      named('organization', 'Upper Reach Party', 'URP'),
    ];
    expect(groupActors([...two, named('organization', 'URP')], lower)).toHaveLength(3);
  });
});

describe('the most tied', () => {
  it('leads alone, or there is none', () => {
    expect(mostTied(['1', '2'], new Map([['2', 1]]))).toBe('2');
    expect(
      mostTied(
        ['1', '2'],
        new Map([
          ['1', 2],
          ['2', 2],
        ]),
      ),
    ).toBeNull();
    expect(mostTied(['1', '2'], new Map())).toBeNull();
  });
});
