package dev.cofferdam.scan.hits;

import com.github.javaparser.ast.Node;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.Optional;

/**
 * A usage before it has an id.
 *
 * @param token what the evidence marks
 * @param column where in the line the token stands or what it is part of begins, counted from 1; 0 when nobody knows
 */
public record Hit(
        Spot spot,
        Access access,
        Style style,
        Confidence confidence,
        String token,
        String reason,
        Optional<String> statement,
        int column) {

    public Hit {
        // Code that a reason quotes may go over several lines; a reason is one sentence.
        reason = OneLine.of(reason);
    }

    /** A place with what is needed to sort and to look up callers. */
    public record Spot(String path, int line, Optional<String> className, Optional<String> member) {

        /** The place itself. */
        public Place place() {
            return new Place(path, line, className, member);
        }

        /** A place outside of any type. */
        public static Spot of(SourceFile file, int line) {
            return new Spot(file.path(), line, Optional.empty(), Optional.empty());
        }

        /** A place in a member of a type. */
        public static Spot of(TypeFact type, String member, int line) {
            return new Spot(type.path(), line, Optional.of(type.name()), Optional.of(member));
        }

        /** The place of a node in a type's code; outside of members the type stands for one. */
        public static Spot of(TypeFact type, Node at) {
            return of(type, Enclosing.member(at).orElse(type.simpleName()), JavaReader.line(at));
        }
    }

    public Hit(Spot spot, Access access, Style style, Confidence confidence, String token, String reason) {
        this(spot, access, style, confidence, token, reason, Optional.empty());
    }

    public Hit(
            Spot spot,
            Access access,
            Style style,
            Confidence confidence,
            String token,
            String reason,
            Optional<String> statement) {
        this(spot, access, style, confidence, token, reason, statement, 0);
    }

    /** The same, with the column known. */
    public Hit at(int knownColumn) {
        return new Hit(spot, access, style, confidence, token, reason, statement, knownColumn);
    }

    /** The same, no surer than possible. */
    public Hit possibly(String why) {
        return new Hit(spot, access, style, Confidence.POSSIBLE, token, reason + "; " + why, statement, column);
    }

    /** Whether both are in one member of one file. */
    public boolean isAt(Hit other) {
        return spot.className().equals(other.spot().className())
                && spot.member().equals(other.spot().member())
                && spot.path().equals(other.spot().path());
    }
}
