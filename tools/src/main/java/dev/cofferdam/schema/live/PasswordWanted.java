package dev.cofferdam.schema.live;

import java.sql.SQLException;

/** The server wants a password and none is known: a person can be asked, if there is one. */
public final class PasswordWanted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PasswordWanted(Login login, SQLException cause) {
        super(login + " needs a password", cause);
    }
}
