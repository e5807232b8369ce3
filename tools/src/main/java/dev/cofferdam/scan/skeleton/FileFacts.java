package dev.cofferdam.scan.skeleton;

import java.util.List;

/**
 * What is kept of a Java file once its syntax tree is gone. Depends on the file's text alone, so it can be kept by content hash.
 *
 * @param imports qualified names; on-demand imports end in {@code .*}
 * @param staticImports likewise
 * @param types nested ones included, each after the one around it
 */
public record FileFacts(
        String path, String packageName, List<String> imports, List<String> staticImports, List<TypeFact> types) {}
