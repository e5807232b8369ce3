package dev.cofferdam.scan;
final class QuerydslFinder implements StyleFinder { QuerydslFinder(Scan scan) {} @Override public void find() {} }
