-- 0025: settings: what somebody has set for himself, in whatever project. Oldest binary: 9.

ALTER TABLE account ADD COLUMN settings jsonb
    CONSTRAINT too_long CHECK (octet_length(settings::text) <= 32768);

CREATE FUNCTION account_settings() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN (SELECT a.settings FROM account a WHERE a.id = current_account());
END
$$;

CREATE FUNCTION account_settings_put(settings jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE account a
       SET settings = account_settings_put.settings
     WHERE a.id = current_account();
    RETURN settings;
END
$$;

GRANT EXECUTE ON FUNCTION account_settings(), account_settings_put(jsonb) TO postil_web;
