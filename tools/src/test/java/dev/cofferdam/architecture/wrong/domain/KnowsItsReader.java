package dev.cofferdam.architecture.wrong.domain;

import com.github.javaparser.ast.Node;
import dev.cofferdam.architecture.wrong.sql.Reader;

/** The domain imports somebody, and a parser's type at that. */
public record KnowsItsReader(Reader reader, Node node) {}
