package dev.cofferdam.scan;
final class RowMapperFinder implements StyleFinder { RowMapperFinder(Scan scan, StatementFinder statements) {} @Override public void find() {} }
