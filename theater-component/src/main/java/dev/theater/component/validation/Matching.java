package dev.theater.component.validation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.theater.component.binary.CoreExternType;
import dev.theater.component.validation.Substitution.Pair;
import dev.theater.component.validation.TypeDefinition.Function;
import dev.theater.component.validation.TypeDefinition.Resource;
import dev.theater.component.validation.TypeDefinition.Value;
import org.jspecify.annotations.Nullable;

/**
 * Whether something fits where something else is asked for. Value and function types have
 * to be equal; resources have to be the same; instances may export more, components may
 * import less and export more.
 */
final class Matching {

	/** What a memory without a largest size may grow to. */
	private static final long MEMORY_CAP = 65_536;

	/** What a table without a largest size may grow to. */
	private static final long TABLE_CAP = 10_000_000;

	private final TypePool pool;

	/** What is known to fit, so that shared parts are compared once. */
	private final Set<Pair> fitting = new HashSet<>();

	Matching(TypePool pool) {
		this.pool = pool;
	}

	/**
	 * Looks for the first difference.
	 * @param variables the resources of what is wanted that stand for whichever are given
	 * @return null when it fits, else where it does not and why
	 */
	@Nullable String difference(ItemType given, ItemType wanted, Set<Resource> variables) {
		return difference(given, bound(Map.of("", given), Map.of("", wanted), variables).apply(wanted));
	}

	/**
	 * Looks for the first item that is missing or does not fit.
	 * @param what imports or exports, for messages
	 * @param variables the resources of what is wanted that stand for whichever are given
	 * @return null when all fit, else which does not and why
	 */
	@Nullable String difference(String what, Map<String, ItemType> given, Map<String, ItemType> wanted, Set<Resource> variables) {
		Substitution bound = bound(given, wanted, variables);
		for (Map.Entry<String, ItemType> each : wanted.entrySet()) {
			ItemType item = given.get(each.getKey());
			if (item == null) {
				return "no " + what + " \"" + each.getKey() + "\"";
			}
			String difference = difference(item, bound.apply(each.getValue()));
			if (difference != null) {
				return what + " \"" + each.getKey() + "\": " + difference;
			}
		}
		return null;
	}

	/** Lets each variable stand for the resource that is given in its place. */
	private Substitution bound(Map<String, ItemType> given, Map<String, ItemType> wanted, Set<Resource> variables) {
		Substitution bound = new Substitution(this.pool);
		if (!variables.isEmpty()) {
			bind(bound, given, wanted, variables);
		}
		return bound;
	}

	private void bind(Substitution bound, Map<String, ItemType> given, Map<String, ItemType> wanted,
			Set<Resource> variables) {
		this.pool.charge(wanted.size());
		wanted.forEach((name, item) -> {
			switch (item) {
				case ItemType.Type(Resource variable) when variables.contains(variable)
						&& given.get(name) instanceof ItemType.Type(Resource resource) ->
					bound.replace(variable, resource);
				case ItemType.Instance instance when given.get(name) instanceof ItemType.Instance other
						&& bound.walk(instance.type(), other.type()) ->
					bind(bound, other.type().exports(), instance.type().exports(), variables);
				default -> {
					// nothing that could stand for something else
				}
			}
		});
	}

	private @Nullable String difference(ItemType given, ItemType wanted) {
		if (given.sort() != wanted.sort()) {
			return "a " + given.sort() + " where a " + wanted.sort() + " is needed";
		}
		return switch (wanted) {
			case ItemType.Function function -> ((ItemType.Function) given).type().equals(function.type()) ? null
					: given + " where " + function + " is needed";
			case ItemType.Type type -> typeDifference(((ItemType.Type) given).definition(), type.definition());
			case ItemType.Instance instance ->
				instanceDifference(((ItemType.Instance) given).type(), instance.type(), Set.of());
			case ItemType.Component component ->
				componentDifference(((ItemType.Component) given).type(), component.type());
			case ItemType.CoreModule module -> moduleDifference(((ItemType.CoreModule) given).type(), module.type());
		};
	}

	/** Types are the same when each fits where the other is asked for. */
	private @Nullable String typeDifference(TypeDefinition given, TypeDefinition wanted) {
		boolean same = switch (wanted) {
			case Value value -> given instanceof Value other && other.type().equals(value.type());
			case Resource resource -> given instanceof Resource other && other.type() == resource.type();
			case Function function -> given instanceof Function other && other.type().equals(function.type());
			case InstanceType type -> given instanceof InstanceType;
			case ComponentType type -> given instanceof ComponentType;
		};
		if (!same) {
			return "the type " + given + " where " + wanted + " is needed";
		}
		if (given instanceof InstanceType one && wanted instanceof InstanceType two) {
			String forth = instanceDifference(one, two, two.defined());
			return (forth != null) ? forth : instanceDifference(two, one, one.defined());
		}
		if (given instanceof ComponentType one && wanted instanceof ComponentType two) {
			String forth = componentDifference(one, two);
			return (forth != null) ? forth : componentDifference(two, one);
		}
		return null;
	}

	private @Nullable String instanceDifference(InstanceType given, InstanceType wanted, Set<Resource> variables) {
		Pair pair = new Pair(wanted, given);
		if (given == wanted || this.fitting.contains(pair)) {
			return null;
		}
		String difference = difference("export", given.exports(), wanted.exports(), variables);
		if (difference == null) {
			this.fitting.add(pair);
		}
		return difference;
	}

	/**
	 * The wanted imports have to do for the given component, and its exports for the
	 * rest.
	 */
	private @Nullable String componentDifference(ComponentType given, ComponentType wanted) {
		Pair pair = new Pair(wanted, given);
		if (given == wanted || this.fitting.contains(pair)) {
			return null;
		}
		String difference = difference("import", wanted.imports(), given.imports(), given.imported());
		if (difference != null) {
			return difference;
		}
		Substitution arguments = new Substitution(this.pool);
		arguments.replaceAll(given.imports(), wanted.imports());
		difference = difference("export", arguments.apply(given.exports()), wanted.exports(), wanted.defined());
		if (difference == null) {
			this.fitting.add(pair);
		}
		return difference;
	}

	private @Nullable String moduleDifference(CoreModuleType given, CoreModuleType wanted) {
		if (given == wanted) {
			return null;
		}
		this.pool.charge(wanted.imports().size() + given.imports().size() + wanted.exports().size());
		Map<ImportName, CoreExternType> offers = new HashMap<>();
		for (CoreModuleType.Import each : wanted.imports()) {
			offers.putIfAbsent(new ImportName(each.module(), each.name()), each.type());
		}
		for (CoreModuleType.Import needed : given.imports()) {
			CoreExternType offered = offers.get(new ImportName(needed.module(), needed.name()));
			if (offered == null || !fits(offered, needed.type())) {
				return "the core import \"" + needed.module() + "\" \"" + needed.name() + "\" " + needed.type()
						+ ", which is not offered";
			}
		}
		for (Map.Entry<String, CoreExternType> needed : wanted.exports().entrySet()) {
			CoreExternType item = given.exports().get(needed.getKey());
			if (item == null || !fits(item, needed.getValue())) {
				return "no core export \"" + needed.getKey() + "\" " + needed.getValue();
			}
		}
		return null;
	}

	/** What a core module's import is looked up by. */
	private record ImportName(String module, String name) {
	}

	/** Core import matching. */
	static boolean fits(CoreExternType given, CoreExternType wanted) {
		return switch (wanted) {
			case CoreExternType.Memory memory ->
				given instanceof CoreExternType.Memory other && other.shared() == memory.shared()
						&& other.wide() == memory.wide() && within(other.limits(), memory.limits(), MEMORY_CAP);
			case CoreExternType.Table table -> given instanceof CoreExternType.Table other
					&& other.element() == table.element() && within(other.limits(), table.limits(), TABLE_CAP);
			default -> given.equals(wanted);
		};
	}

	private static boolean within(CoreExternType.Limits given, CoreExternType.Limits wanted, long cap) {
		if (Long.compareUnsigned(given.min(), wanted.min()) < 0) {
			return false;
		}
		Long most = wanted.max();
		if (most == null || Long.compareUnsigned(most, cap) >= 0) {
			return true;
		}
		return given.max() != null && Long.compareUnsigned(given.max(), most) <= 0;
	}

}
