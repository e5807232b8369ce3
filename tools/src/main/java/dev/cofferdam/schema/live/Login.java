package dev.cofferdam.schema.live;

/**
 * A database and who logs in.
 *
 * @param password empty when none is known; the driver then looks into the password file (PG docs 34.16)
 */
public record Login(DatabaseUrl url, String user, String password) {

    /** The same with a password that a person gave. */
    public Login withPassword(String given) {
        return new Login(url, user, given);
    }

    /** Without the password, wherever it may land. */
    @Override
    public String toString() {
        return user + " at " + url.shown();
    }
}
