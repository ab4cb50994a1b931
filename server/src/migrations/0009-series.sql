-- A series is what stands between prefix and count of a number: the code of a department, where the rule wants it, and the date part.
ALTER TABLE "numbering_counter" RENAME COLUMN "period" TO "series";
ALTER TABLE "numbering_rule" ADD "per_department" boolean NOT NULL DEFAULT false;
