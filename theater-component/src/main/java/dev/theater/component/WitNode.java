package dev.theater.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.Sort;
import org.jspecify.annotations.Nullable;

/**
 * What an index of a component stands for, as far as WIT shows it. Types have an identity
 * here: every import and export of a type is another node, so that it can be told which
 * interface a type comes from.
 */
sealed interface WitNode {

	/** A value type: as it is written in a scope, or another name of one. */
	final class Type implements WitNode {

		final @Nullable Type of;

		final @Nullable DefType definition;

		final @Nullable Scope scope;

		private Type(@Nullable Type of, @Nullable DefType definition, @Nullable Scope scope) {
			this.of = of;
			this.definition = definition;
			this.scope = scope;
		}

		static Type written(DefType definition, Scope scope) {
			return new Type(null, definition, scope);
		}

		/** The same type under another name. */
		static Type named(@Nullable Type of) {
			return new Type(of, null, null);
		}

	}

	/** A function, or its type. */
	record Function(DefType.Function type, Scope scope) implements WitNode {
	}

	/** An instance, or its type. */
	record Instance(Map<String, WitNode> exports) implements WitNode {
	}

	/** A component, or its type: what is inside, and the scope around it. */
	record Component(List<Definition> definitions, Scope around) implements WitNode {
	}

	/** What WIT has no words for. */
	record Other() implements WitNode {
	}

	/** An import or export in the order of the file. */
	record Extern(boolean export, String name, WitNode node) {
	}

	/** The index spaces of a component, or of a type of a component or an instance. */
	final class Scope {

		final @Nullable Scope around;

		final List<WitNode> types = new ArrayList<>();

		final List<WitNode> functions = new ArrayList<>();

		final List<WitNode> instances = new ArrayList<>();

		final List<WitNode> components = new ArrayList<>();

		final List<Extern> externs = new ArrayList<>();

		final Map<String, WitNode> exports = new LinkedHashMap<>();

		Scope(@Nullable Scope around) {
			this.around = around;
		}

		/** The index space of a sort, null where WIT shows nothing of it. */
		@Nullable List<WitNode> space(Sort sort) {
			return switch (sort) {
				case TYPE -> this.types;
				case FUNCTION -> this.functions;
				case INSTANCE -> this.instances;
				case COMPONENT -> this.components;
				default -> null;
			};
		}

	}

}
