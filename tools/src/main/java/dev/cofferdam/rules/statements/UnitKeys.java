package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Names each unit of a history by everything that its verdict hangs on: the unit itself, every unit before it in order, the server, and
 * the circumstances. Each key is a digest of the key before and of the unit, so that a change of one unit changes the keys of all that follow.
 */
final class UnitKeys {
    private final MessageDigest digest;

    private UnitKeys() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The key of each unit, in order. */
    static List<String> of(History history, Engine engine, Function<MigrationUnit, String> how, String circumstances) {
        UnitKeys keys = new UnitKeys();
        keys.add(circumstances);
        keys.add(engine.toString());
        history.searchPath().forEach(keys::add);
        byte[] before = keys.digest.digest();
        List<String> all = new ArrayList<>();
        for (MigrationUnit unit : history.units()) {
            keys.digest.update(before);
            keys.add(unit, how.apply(unit));
            before = keys.digest.digest();
            all.add(HexFormat.of().formatHex(before));
        }
        return all;
    }

    private void add(MigrationUnit unit, String how) {
        add(unit.file());
        add(String.valueOf(unit.line()));
        add(unit.version().orElse(""));
        add(unit.version().isPresent() + " " + unit.transactional() + " " + how);
        add(unit.kind().name());
        add(unit.description());
        add(unit.guard().map(Object::toString).orElse(""));
        add(unit.sql());
        add(unit.stretches().toString());
        add(unit.refusal().orElse(""));
        add(unit.release().map(Object::toString).orElse(""));
        add(unit.undo()
                .map(undo -> undo.file() + ":" + undo.line() + " " + undo.transactional() + "\n" + undo.sql())
                .orElse(""));
    }

    /** With its length, so that no two lists of texts read the same. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + " ").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
