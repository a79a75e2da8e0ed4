-- Read by H2 and by PostgreSQL alike: use only what both understand in the same way.

-- The search index of earlier versions. Its terms were moved before.
drop table part_of_outcome;
drop table word_of_part;
drop table outcome;
drop table outcome_part;
drop table word;
drop table stretch;

drop index assessment_by_position;
drop index assessment_by_outcome;
drop index assessment_by_client;
drop index assessment_by_ruleset;

alter table assessment drop column outcome;
alter table assessment drop column ruleset;
