-- Names of warehouses are remembered between requests, as those of people and departments are.
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON warehouse FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
