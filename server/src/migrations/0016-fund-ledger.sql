-- Movements of accounts are listed by when they were posted.
CREATE INDEX "ix_fund_entry_at_id" ON "fund_entry" ("at", "id");
