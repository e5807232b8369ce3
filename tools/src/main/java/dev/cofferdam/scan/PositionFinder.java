package dev.cofferdam.scan;
final class PositionFinder implements StyleFinder { PositionFinder(Scan scan, StatementFinder statements) {} @Override public void find() {} }
