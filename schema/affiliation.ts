import {
  affiliationsOfOrganization,
  affiliationsOfPerson,
  articlesOfAffiliation,
  organizationOfAffiliation,
  personOfAffiliation,
} from '../db/affiliation.ts';
import type { Row } from '../db/tables.ts';
import { Organization, Person } from './actor.ts';
import { Article, ArticleOrder } from './article.ts';
import { builder } from './builder.ts';

const Affiliation = builder.objectRef<Row<'affiliation'>>('Affiliation').implement({
  description: 'A person’s role in an organization, as articles state it: https://schema.org/affiliation',
  fields: (t) => ({
    role: t.exposeString('role', {
      nullable: true,
      description: 'The role in the words of an article: https://schema.org/roleName; null where none says.',
    }),
    startedOn: t.expose('started_on', {
      type: 'LocalDate',
      nullable: true,
      description: 'Since when; null where no article says.',
    }),
    endedOn: t.expose('ended_on', {
      type: 'LocalDate',
      nullable: true,
      description: 'Until when; null where no article says, or where it lasts.',
    }),
    person: t.related(personOfAffiliation, {
      type: Person,
      nullable: false,
      description: 'Whose role it is.',
    }),
    organization: t.related(organizationOfAffiliation, {
      type: Organization,
      nullable: false,
      description: 'Where the role is held.',
    }),
    articles: t.relatedConnection(articlesOfAffiliation, {
      type: Article,
      order: ArticleOrder,
      description: 'The articles that state it.',
    }),
  }),
});

builder.objectFields(Person, (t) => ({
  affiliations: t.relatedConnection(affiliationsOfPerson, {
    type: Affiliation,
    description: 'The roles of this person, as first stated.',
  }),
}));

builder.objectFields(Organization, (t) => ({
  affiliations: t.relatedConnection(affiliationsOfOrganization, {
    type: Affiliation,
    description: 'Who holds a role here, as first stated.',
  }),
}));
