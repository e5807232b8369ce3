package dev.cofferdam.server;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The roles of a throw-away server and their passwords. Random passwords and not "trust", because every user of a shared
 * machine can reach 127.0.0.1.
 */
final class Roles {
    /** Never leaves this package. */
    static final String SUPERUSER = "cofferdam_superuser";

    static final String OWNER = "cofferdam_owner";
    static final String APPLICATION = "cofferdam_app";
    static final String OBSERVER = "cofferdam_observer";

    /**
     * One statement per line, as single-user mode wants them. The application may connect and no more: a right given here would stand in every schema
     * that is learned on the server, as if the user had granted it. Stretching protects passwords that people choose and costs time at each
     * connection; ours are random. The second template is never used.
     */
    static final String RECIPE = """
            SET scram_iterations = 1
            ALTER ROLE cofferdam_superuser PASSWORD '%s'
            CREATE ROLE cofferdam_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%s'
            CREATE ROLE cofferdam_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%s'
            CREATE ROLE cofferdam_observer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%s'
            GRANT pg_monitor TO cofferdam_observer
            REVOKE CONNECT ON DATABASE postgres FROM PUBLIC
            REVOKE CONNECT ON DATABASE template1 FROM PUBLIC
            UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'
            DROP DATABASE template0
            """;

    private final Map<String, String> passwords;

    private Roles(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    static Roles withNewPasswords() {
        SecureRandom random = new SecureRandom();
        Map<String, String> passwords = new TreeMap<>();
        for (String role : new String[] {SUPERUSER, OWNER, APPLICATION, OBSERVER}) {
            byte[] secret = new byte[16];
            random.nextBytes(secret);
            passwords.put(role, HexFormat.of().formatHex(secret));
        }
        return new Roles(passwords);
    }

    static Roles readFrom(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> passwords = new TreeMap<>();
        properties.stringPropertyNames().forEach(role -> passwords.put(role, properties.getProperty(role)));
        return new Roles(passwords);
    }

    /** The folder around the file is closed to other users, see {@link CacheFolder}. */
    void writeTo(Path file) throws IOException {
        StringWriter lines = new StringWriter();
        passwords.forEach((role, password) -> lines.write(role + "=" + password + "\n"));
        Files.writeString(file, lines.toString());
    }

    String password(String role) {
        String password = passwords.get(role);
        if (password == null) {
            throw new IllegalStateException("no password is kept for role " + role);
        }
        return password;
    }

    /** The statements, with the passwords in place. */
    String sql() {
        return RECIPE.formatted(password(SUPERUSER), password(OWNER), password(APPLICATION), password(OBSERVER));
    }
}
