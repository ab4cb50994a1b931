-- Demands are listed in the order in which they came.
CREATE INDEX "ix_demand_created_at_id" ON "demand" ("created_at", "id");
