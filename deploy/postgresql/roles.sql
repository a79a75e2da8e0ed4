-- Makes the database and two roles: `kentei_migrator` makes and changes the tables, `kentei_service` is what the service runs as.
-- Run it once, as a superuser:  psql -d postgres -v migrator=PASSWORD -v service=PASSWORD -f roles.sql
\set ON_ERROR_STOP on
create role kentei_migrator login password :'migrator';
create role kentei_service login password :'service';
create database kentei owner kentei_migrator;
revoke all on database kentei from public;
grant connect on database kentei to kentei_service;
\connect kentei
revoke all on schema public from public;
grant usage, create on schema public to kentei_migrator;
grant usage on schema public to kentei_service;
alter default privileges for role kentei_migrator in schema public grant select, insert on tables to kentei_service;
