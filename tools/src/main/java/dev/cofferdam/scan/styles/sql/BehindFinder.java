package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.statements.SqlRoot;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Statements in Java's strings that reach the column by what the server does with them: {@code INSERT} on a table with a trigger. */
public final class BehindFinder implements StyleFinder {

    private final Scan scan;
    private final BehindStatements behind;
    private final List<SourceFile> candidates;

    public BehindFinder(Scan scan, BehindStatements behind) {
        this.scan = scan;
        this.behind = behind;
        Set<String> names = Tokens.quoted(behind.names());
        candidates = names.isEmpty() ? List.of() : scan.index().mentioning(names);
        Set<String> words = new TreeSet<>(names);
        words.addAll(Tokens.quoted(StatementOpening.VERBS));
        words.addAll(Tokens.quoted(Set.of("refresh")));
        scan.index().want(candidates, words);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(
                this, file -> scan.roots().of(scan.index().unit(file.path())).forEach(this::findIn)));
    }

    private void findIn(SqlRoot root) {
        if (root.kind() == SqlRoot.Kind.JPQL) {
            return;
        }
        scan.types().context(root.anchor()).ifPresent(type -> behind.of(
                        root.text().text())
                .forEach(each -> scan.add(new Hit(
                        new Spot(type.path(), JavaReader.line(root.anchor()), Optional.of(type.name()), root.member()),
                        each.access(),
                        Style.THROUGH_OBJECT,
                        Confidence.CERTAIN,
                        each.name(),
                        each.reason()))));
    }
}
