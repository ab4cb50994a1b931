-- What is remembered between requests counts the epoch up when it changes, so that every node reads it anew.
DROP TRIGGER security_epoch ON company;
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE ON company FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON currency FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON approval_flow FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON numbering_rule FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
