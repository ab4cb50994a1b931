-- Mentions: who is named in a comment finds it in the inbox until they have seen it.
CREATE TABLE "mention" ("id" uuid NOT NULL, "user_id" uuid NOT NULL, "comment_id" uuid NOT NULL, "record_type" text NOT NULL, "record_id" uuid NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "seen_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "pk_mention" PRIMARY KEY ("id"));
CREATE INDEX "ixp_mention_user_id_at" ON "mention" ("user_id", "at") WHERE seen_at IS NULL;
ALTER TABLE "mention" ADD CONSTRAINT "fk_mention_user_id" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "mention" ADD CONSTRAINT "fk_mention_comment_id" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What was said to whom stays; only that it was seen is added.
REVOKE ALL ON mention FROM guanxi_app;
GRANT SELECT, INSERT, UPDATE (seen_at) ON mention TO guanxi_app;
