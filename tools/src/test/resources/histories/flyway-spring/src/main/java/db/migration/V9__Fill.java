package db.migration;

class V9__Fill {}
