package dev.theater.component.validation;

import java.util.Map;

import dev.theater.component.binary.CoreExternType;
import org.jspecify.annotations.Nullable;

/**
 * Whether something fits where something else is asked for. Value and function types have
 * to be equal; instances may export more, components may import less and export more.
 */
final class Matching {

	/** What a memory without a largest size may grow to. */
	private static final long MEMORY_CAP = 65_536;

	/** What a table without a largest size may grow to. */
	private static final long TABLE_CAP = 10_000_000;

	private Matching() {
	}

	/**
	 * Looks for the first difference.
	 * @return null when it fits, else where it does not and why
	 */
	static @Nullable String difference(ItemType given, ItemType wanted) {
		if (given.equals(wanted)) {
			return null;
		}
		if (given.sort() != wanted.sort()) {
			return "a " + given.sort() + " where a " + wanted.sort() + " is needed";
		}
		return switch (wanted) {
			case ItemType.Function function -> given + " where " + function + " is needed";
			case ItemType.Type type -> typeDifference(((ItemType.Type) given).definition(), type.definition());
			case ItemType.Instance instance -> instanceDifference(((ItemType.Instance) given).type(), instance.type());
			case ItemType.Component component ->
				componentDifference(((ItemType.Component) given).type(), component.type());
			case ItemType.CoreModule module -> moduleDifference(((ItemType.CoreModule) given).type(), module.type());
		};
	}

	private static @Nullable String typeDifference(TypeDefinition given, TypeDefinition wanted) {
		if (given.equals(wanted)) {
			return null;
		}
		if (given instanceof InstanceType one && wanted instanceof InstanceType two) {
			String forth = instanceDifference(one, two);
			return forth != null ? forth : instanceDifference(two, one);
		}
		if (given instanceof ComponentType one && wanted instanceof ComponentType two) {
			String forth = componentDifference(one, two);
			return forth != null ? forth : componentDifference(two, one);
		}
		return "the type " + given + " where " + wanted + " is needed";
	}

	static @Nullable String instanceDifference(InstanceType given, InstanceType wanted) {
		return given == wanted ? null : exportsDifference(given.exports(), wanted.exports());
	}

	private static @Nullable String componentDifference(ComponentType given, ComponentType wanted) {
		if (given == wanted) {
			return null;
		}
		for (Map.Entry<String, ItemType> needed : given.imports().entrySet()) {
			ItemType offered = wanted.imports().get(needed.getKey());
			if (offered == null) {
				return "the import \"" + needed.getKey() + "\", which is not offered";
			}
			String difference = difference(offered, needed.getValue());
			if (difference != null) {
				return "import \"" + needed.getKey() + "\": " + difference;
			}
		}
		return exportsDifference(given.exports(), wanted.exports());
	}

	private static @Nullable String exportsDifference(Map<String, ItemType> given, Map<String, ItemType> wanted) {
		for (Map.Entry<String, ItemType> needed : wanted.entrySet()) {
			ItemType item = given.get(needed.getKey());
			if (item == null) {
				return "no export \"" + needed.getKey() + "\"";
			}
			String difference = difference(item, needed.getValue());
			if (difference != null) {
				return "export \"" + needed.getKey() + "\": " + difference;
			}
		}
		return null;
	}

	private static @Nullable String moduleDifference(CoreModuleType given, CoreModuleType wanted) {
		for (CoreModuleType.Import needed : given.imports()) {
			CoreModuleType.Import offered = wanted.imports()
				.stream()
				.filter((each) -> each.module().equals(needed.module()) && each.name().equals(needed.name()))
				.findFirst()
				.orElse(null);
			if (offered == null || !fits(offered.type(), needed.type())) {
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
