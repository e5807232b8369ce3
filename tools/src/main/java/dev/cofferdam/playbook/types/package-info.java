/**
 * A column gets a new type, in one of three forms between which {@code TypeChangePlaybook} chooses: {@code TypeWidening*} in the catalogs alone, {@code
 * TypeSwap*} under one name, {@code TypeRename*} under a new one. Imports {@code renames, twins, parts}.
 */
@NullMarked
package dev.cofferdam.playbook.types;

import org.jspecify.annotations.NullMarked;
