package dev.cofferdam.schema;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement of a history that the server did not run: whose fault that is, and what it means for the statements after it. */
record Refusal(MigrationUnit unit, ParsedStatement statement, SQLException cause) {
    private static final String SYNTAX_ERROR = "42601";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String NO_PRIVILEGE = "42501";

    String message() {
        return message(cause);
    }

    static String message(SQLException failed) {
        return failed instanceof PSQLException server && server.getServerErrorMessage() != null
                ? String.valueOf(server.getServerErrorMessage().getMessage())
                : String.valueOf(failed.getMessage());
    }

    /**
     * Whether the file itself is at fault. A syntax error always is. Otherwise nothing may be missing that others make, the owner may have to be
     * allowed to do it, and the error may not come from the rows, of which a replay has not all (PG docs, "PostgreSQL Error Codes").
     */
    boolean isTheFiles(Surroundings surroundings) {
        String state = Optional.ofNullable(cause.getSQLState()).orElse("");
        if (state.equals(SYNTAX_ERROR)) {
            return true;
        }
        if (state.equals(NO_PRIVILEGE) || isDynamic() || isOfTheServer() || surroundings.mayExplain(message())) {
            return false;
        }
        return state.startsWith("42") || stops() && state.matches("22...|0A000|2BP01|3F000");
    }

    /** What DO, CALL and EXECUTE run was written for a server that has more in it. */
    private boolean isDynamic() {
        return statement.text().strip().matches("(?is)(?:do|call|execute)\\b.*");
    }

    /** Settings and extensions are the server's, which may be of another version or build. */
    private boolean isOfTheServer() {
        return statement.facts() instanceof Statement.SetSetting
                || statement.facts() instanceof Statement.CreateExtension
                || isDropOfExtension();
    }

    private boolean isDropOfExtension() {
        return statement.facts() instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.EXTENSION;
    }

    /** Only what shapes the schema makes the statements after it meaningless. */
    boolean stops() {
        Statement facts = statement.facts();
        if (facts instanceof Statement.AlterTable alter) {
            return !alter.actions().stream().allMatch(Refusal::isSwitch);
        }
        boolean harmless = facts instanceof Statement.Query
                || facts instanceof Statement.CreateExtension
                || facts instanceof Statement.SetSetting
                || facts instanceof Statement.Other
                || isDropOfExtension();
        return !harmless;
    }

    /** Owners and switched triggers need rights that the owner's role lacks, and change nothing that is told of a schema. */
    private static boolean isSwitch(AlterAction action) {
        return action instanceof AlterAction.SwitchTrigger
                || action instanceof AlterAction.Other other && other.words().equals("OWNER TO");
    }

    /** Who owns a thing, and what is said of an extension that is there, is nothing that could be missed in a schema. */
    boolean isNoLoss() {
        boolean owners = statement.facts() instanceof Statement.AlterTable alter
                && alter.actions().stream()
                        .allMatch(action -> action instanceof AlterAction.Other other
                                && other.words().equals("OWNER TO"));
        boolean installedAlready =
                statement.facts() instanceof Statement.CreateExtension && DUPLICATE_OBJECT.equals(cause.getSQLState());
        return owners || installedAlready || statement.text().strip().matches("(?is)comment\\s+on\\s+extension\\b.*");
    }

    Undecided undecided() {
        String rest = stops() ? "; the rest of the file was skipped" : "; passed over";
        String extension = ExtensionNames.findFor(message())
                .map(name -> " (it comes with extension `" + name + "`, which is not available here)")
                .orElse("");
        return new Undecided(unit.place(line()), SchemaWalk.firstLine(statement.text()), message() + extension + rest);
    }

    UserError error() {
        boolean syntax = SYNTAX_ERROR.equals(cause.getSQLState());
        return new UserError(
                "`" + SchemaWalk.firstLine(statement.text()) + "` cannot be replayed: " + message() + hint(),
                unit.place(line()).toString(),
                "correct the file"
                        + (syntax
                                ? ", which has to be PostgreSQL's SQL; or"
                                : "; or, if it relies on what is made outside of this repository,")
                        + " learn the schema elsewhere, with --schema FILE (`pg_dump --schema-only` writes such a file) or --db URL");
    }

    private String hint() {
        ServerErrorMessage server = cause instanceof PSQLException failed ? failed.getServerErrorMessage() : null;
        return server == null || server.getHint() == null ? "" : " (" + server.getHint() + ")";
    }

    private int line() {
        return statement.line() + linesBefore();
    }

    /** How many lines below the statement's first one the server points; its position counts characters from 1. */
    private int linesBefore() {
        ServerErrorMessage server = cause instanceof PSQLException failed ? failed.getServerErrorMessage() : null;
        if (server == null || server.getPosition() <= 0) {
            return 0;
        }
        String text = statement.text();
        int end = Math.min(server.getPosition() - 1, text.length());
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
