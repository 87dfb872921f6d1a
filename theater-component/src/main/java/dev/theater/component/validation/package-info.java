/**
 * The component model's rules: an abstract syntax tree in, a component out whose indices
 * all point somewhere, whose types are resolved and whose instantiations fit. Nothing is
 * linked that did not come out of here.
 * <p>
 * One class per group of rules: index spaces ({@code Scope}), names ({@code NameTable},
 * {@code ExternName}), types ({@code TypeRules}, {@code CoreTypeRules}), names of types
 * outside ({@code Visibility}), canonical definitions ({@code CanonRules}), instances
 * ({@code InstanceRules}), matching of types ({@code Matching}), and the walk over a
 * component's definitions ({@code ComponentRules}).
 * <p>
 * Types are compared by structure, resources by identity. Beside its structure every type
 * of an index space has an identity
 * ({@link dev.theater.component.validation.TypeDefinition}), which is what imports,
 * exports and aliases give names to; when a component is instantiated,
 * {@code Substitution} puts the definitions of the arguments in the place of those of the
 * imports.
 */
@NullMarked
package dev.theater.component.validation;

import org.jspecify.annotations.NullMarked;
