/**
 * What a Java file declares, read without a parser because most files of a repository are asked for nothing else: {@code JavaSkeleton} reads
 * it, {@code FileFacts} and {@code TypeFact} hold it, {@code FactsCodec} keeps it for the next run. Imports {@code words}.
 */
@NullMarked
package dev.cofferdam.scan.skeleton;

import org.jspecify.annotations.NullMarked;
