package dev.cofferdam.scan.skeleton;

import dev.cofferdam.scan.skeleton.TypeFact.Variable;
import dev.cofferdam.scan.words.JavaTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The type variables that a type or method declares, with what bounds them: of an unbound receiver the bound tells what it has. */
final class SkeletonVariables {

    private final JavaTokens tokens;
    private final SkeletonParts parts;
    private int at;

    SkeletonVariables(JavaTokens tokens, SkeletonParts parts) {
        this.tokens = tokens;
        this.parts = parts;
    }

    /** The index after what was read last. */
    int end() {
        return at;
    }

    /** The variables in angle brackets that begin here; none when none do. */
    List<Variable> from(int start) {
        at = start;
        List<Variable> variables = new ArrayList<>();
        if (!tokens.is(at, '<')) {
            return variables;
        }
        at++;
        while (!tokens.is(at, '>') && !tokens.is(at, JavaTokens.END)) {
            if (tokens.is(at, JavaTokens.NAME)) {
                String name = tokens.text(at++);
                variables.add(new Variable(name, bound()));
            } else {
                at = parts.afterAnnotationOrSign(at);
            }
        }
        at++;
        return variables;
    }

    /** The first bound, which is the class when one of several is; what follows after {@code &} are interfaces (JLS 4.4). */
    private Optional<TypeUse> bound() {
        if (!tokens.isWord(at, "extends")) {
            return Optional.empty();
        }
        TypeUse first = parts.type(at + 1);
        at = parts.end();
        while (tokens.is(at, '&')) {
            parts.type(at + 1);
            at = parts.end();
        }
        return Optional.of(first);
    }
}
