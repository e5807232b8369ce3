package dev.cofferdam.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The statements below {@code src/test/resources/sql}, written as migrations and applications write them. */
final class Corpus {
    private Corpus() {}

    static List<ParsedStatement> statements() {
        return files().stream()
                .flatMap(file -> SqlParser.parse(text(file)).stream())
                .toList();
    }

    /** The statement without one of its tokens, chosen by chance. */
    static String withoutOneToken(String statement, Random chance) {
        List<Token> tokens = Lexer.tokens(statement);
        Token removed = tokens.get(chance.nextInt(tokens.size() - 1));
        return statement.substring(0, removed.start()) + ' ' + statement.substring(removed.end());
    }

    private static List<Path> files() {
        try (Stream<Path> files =
                Files.list(Path.of(Corpus.class.getResource("/sql").toURI()))) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
