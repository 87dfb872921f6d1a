/**
 * The component model's rules: an abstract syntax tree in, a component out whose indices
 * all point somewhere, whose types are resolved and whose instantiations fit. Nothing is
 * linked that did not come out of here.
 * <p>
 * One class per group of rules: index spaces ({@code Scope}), names ({@code ExternName}),
 * types ({@code TypeRules}, {@code CoreTypeRules}), canonical definitions
 * ({@code CanonRules}), matching of types ({@code Matching}), and the walk over a
 * component's definitions ({@code ComponentRules}).
 */
@NullMarked
package dev.theater.component.validation;

import org.jspecify.annotations.NullMarked;
