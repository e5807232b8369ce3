package dev.cofferdam.scan.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.DataKey;
import com.github.javaparser.ast.Node;
import java.util.Optional;

/** Which file a syntax tree was made of. */
public final class TreePath {

    private static final DataKey<String> PATH = new DataKey<>() {};

    private TreePath() {}

    /** The tree, which says from now on that it was made of the file of that path. */
    public static CompilationUnit mark(CompilationUnit unit, String path) {
        unit.setData(PATH, path);
        return unit;
    }

    /** The path of the file that the node's tree was made of. */
    static Optional<String> of(Node node) {
        return node.findCompilationUnit().flatMap(unit -> unit.findData(PATH));
    }
}
