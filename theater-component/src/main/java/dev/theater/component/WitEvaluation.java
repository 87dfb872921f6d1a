package dev.theater.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.WitNode.Scope;
import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.NamedIndex;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.SortIndex;
import org.jspecify.annotations.Nullable;

/**
 * Follows the definitions of a valid component to its imports and exports. Components
 * inside are followed for each of their instances, since that is where the types that
 * they are given become known.
 */
final class WitEvaluation {

	/** Instances of instances of components can be many more than the file is long. */
	private static final int MAX_DEFINITIONS = 1_000_000;

	private int definitions;

	/** The imports and exports in the order of the file. */
	static List<WitNode.Extern> externs(List<Definition> component) {
		return new WitEvaluation().evaluate(component, null, Map.of()).externs;
	}

	/** What is needed of a component, which is everything but its code. */
	static List<Definition> withoutCode(List<Definition> component) {
		List<Definition> kept = new ArrayList<>();
		for (Definition each : component) {
			switch (each) {
				case Definition.NestedComponent nested -> kept.add(new Definition.NestedComponent(nested.offset(),
						new ComponentAst(nested.component().offset(), withoutCode(nested.component().definitions()))));
				case Definition.Type type -> kept.add(type);
				case Definition.Instantiate instance -> kept.add(instance);
				case Definition.Bundle instance -> kept.add(instance);
				case Definition.ExportAlias alias -> kept.add(alias);
				case Definition.OuterAlias alias -> kept.add(alias);
				case Definition.Lift lift -> kept.add(lift);
				case Definition.Import item -> kept.add(item);
				case Definition.Export item -> kept.add(item);
				default -> {
					// code, and what connects it
				}
			}
		}
		return List.copyOf(kept);
	}

	private Scope evaluate(List<Definition> component, @Nullable Scope around, Map<String, WitNode> arguments) {
		this.definitions += component.size();
		if (this.definitions > MAX_DEFINITIONS) {
			throw new WitTooLarge("instances of components with more than " + MAX_DEFINITIONS + " definitions");
		}
		Scope scope = new Scope(around);
		component.forEach((each) -> define(each, scope, arguments));
		return scope;
	}

	private void define(Definition definition, Scope scope, Map<String, WitNode> arguments) {
		switch (definition) {
			case Definition.Type type -> scope.types.add(type(type.type(), scope));
			case Definition.NestedComponent nested ->
				scope.components.add(new WitNode.Component(nested.component().definitions(), scope));
			case Definition.Instantiate each -> scope.instances.add(instantiate(each, scope));
			case Definition.Bundle bundle -> scope.instances.add(new WitNode.Instance(named(bundle.exports(), scope)));
			case Definition.ExportAlias alias -> {
				List<WitNode> space = scope.space(alias.sort());
				if (space != null && get(scope.instances, alias.instance()) instanceof WitNode.Instance instance) {
					space.add(instance.exports().getOrDefault(alias.name(), new WitNode.Other()));
				}
			}
			case Definition.OuterAlias alias -> outer(alias, scope);
			case Definition.Lift lift -> scope.functions.add(get(scope.types, lift.type()));
			case Definition.Import item -> {
				WitNode given = arguments.get(item.name());
				WitNode node = given != null ? given : described(item.type(), scope);
				scope.externs.add(new WitNode.Extern(false, item.name(), node));
				add(scope, item.type(), node);
			}
			case Definition.Export item -> {
				WitNode target = item(item.target(), scope);
				WitNode node = item.type() != null ? described(item.type(), scope) : again(target);
				export(scope, item.name(), node, item.target().sort());
			}
			case Definition.ExportDeclaration item -> {
				WitNode node = described(item.type(), scope);
				scope.externs.add(new WitNode.Extern(true, item.name(), node));
				scope.exports.put(item.name(), node);
				add(scope, item.type(), node);
			}
			default -> {
				// code, and what connects it
			}
		}
	}

	private static void export(Scope scope, String name, WitNode node, Sort sort) {
		scope.externs.add(new WitNode.Extern(true, name, node));
		scope.exports.put(name, node);
		List<WitNode> space = scope.space(sort);
		if (space != null) {
			space.add(node);
		}
	}

	private WitNode type(DefType type, Scope scope) {
		return switch (type) {
			case DefType.Function function -> new WitNode.Function(function, scope);
			case DefType.Instance instance ->
				new WitNode.Instance(evaluate(instance.declarations(), scope, Map.of()).exports);
			case DefType.Component component -> new WitNode.Component(component.declarations(), scope);
			default -> WitNode.Type.written(type, scope);
		};
	}

	private WitNode instantiate(Definition.Instantiate definition, Scope scope) {
		if (get(scope.components, definition.component()) instanceof WitNode.Component component) {
			return new WitNode.Instance(
					evaluate(component.definitions(), component.around(), named(definition.arguments(), scope)).exports);
		}
		return new WitNode.Instance(Map.of());
	}

	private static Map<String, WitNode> named(List<NamedIndex> items, Scope scope) {
		Map<String, WitNode> nodes = new LinkedHashMap<>();
		items.forEach((item) -> nodes.put(item.name(), item(item.target(), scope)));
		return nodes;
	}

	private static void outer(Definition.OuterAlias alias, Scope scope) {
		Scope from = scope;
		for (long i = 0; i < alias.count(); i++) {
			from = Objects.requireNonNull(from.around);
		}
		List<WitNode> source = from.space(alias.sort());
		List<WitNode> target = scope.space(alias.sort());
		if (source != null && target != null) {
			target.add(get(source, alias.index()));
		}
	}

	private static WitNode item(SortIndex index, Scope scope) {
		List<WitNode> space = scope.space(index.sort());
		return space != null ? get(space, index.index()) : new WitNode.Other();
	}

	/** A type that is exported becomes another node; all else stays what it is. */
	private static WitNode again(WitNode node) {
		return node instanceof WitNode.Type type ? WitNode.Type.named(type) : node;
	}

	private static WitNode described(ExternDesc type, Scope scope) {
		return switch (type) {
			case ExternDesc.EqualType equal -> again(get(scope.types, equal.type()));
			case ExternDesc.Function function -> get(scope.types, function.type());
			case ExternDesc.Instance instance -> get(scope.types, instance.type());
			case ExternDesc.Component component -> get(scope.types, component.type());
			case ExternDesc.Resource resource -> WitNode.Type.named(null);
			case ExternDesc.CoreModule module -> new WitNode.Other();
		};
	}

	private static void add(Scope scope, ExternDesc type, WitNode node) {
		List<WitNode> space = scope.space(switch (type) {
			case ExternDesc.EqualType equal -> Sort.TYPE;
			case ExternDesc.Resource resource -> Sort.TYPE;
			case ExternDesc.Function function -> Sort.FUNCTION;
			case ExternDesc.Instance instance -> Sort.INSTANCE;
			case ExternDesc.Component component -> Sort.COMPONENT;
			case ExternDesc.CoreModule module -> Sort.CORE_MODULE;
		});
		if (space != null) {
			space.add(node);
		}
	}

	private static WitNode get(List<WitNode> space, long index) {
		return space.get((int) index);
	}

	/** More than is worth to be followed. */
	static final class WitTooLarge extends RuntimeException {

		private static final long serialVersionUID = 1L;

		WitTooLarge(String message) {
			super(message, null, false, false);
		}

	}

}
