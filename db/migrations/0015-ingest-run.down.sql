drop table ingest_run;
