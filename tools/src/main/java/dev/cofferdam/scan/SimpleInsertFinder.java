package dev.cofferdam.scan;
final class SimpleInsertFinder implements StyleFinder { SimpleInsertFinder(Scan scan) {} @Override public void find() {} }
