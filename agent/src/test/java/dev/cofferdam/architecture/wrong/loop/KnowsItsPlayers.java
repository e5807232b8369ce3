package dev.cofferdam.architecture.wrong.loop;

import com.github.javaparser.ast.Node;
import dev.cofferdam.architecture.wrong.cli.Command;
import dev.langchain4j.Imitation;
import java.sql.Connection;

/** A loop that knows who drives it, a library's model, a database and a parser. */
public record KnowsItsPlayers(Command command, Imitation model, Connection connection, Node node) {}
