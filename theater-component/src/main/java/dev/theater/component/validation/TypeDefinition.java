package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.type.BorrowType;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResourceType;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import org.jspecify.annotations.Nullable;

/**
 * What an index of the type space stands for. A definition is an identity: two are the
 * same only when they are the same object, however equal the types that they define. An
 * import or export of a type is a definition of its own, whose origin is the type that it
 * names; an alias is the definition that it points at. Since definitions also know the
 * definitions that they refer to, one can tell under which name a record of a function's
 * parameter is known, and where.
 */
public abstract sealed class TypeDefinition
		permits TypeDefinition.Value, TypeDefinition.Resource, TypeDefinition.Function, InstanceType, ComponentType {

	/** The level of a definition that refers to no resource of any scope around it. */
	static final int CLOSED = Integer.MAX_VALUE;

	/** Longer paths over parts and origins serve nobody, and recursion follows them. */
	private static final int MAX_PATH = 1_000;

	private final int effectiveSize;

	private final int level;

	private final int path;

	TypeDefinition(int effectiveSize, int level, int path) {
		if (path > MAX_PATH) {
			throw new IllegalArgumentException("a type with a path of more than " + MAX_PATH + " names and parts");
		}
		this.effectiveSize = effectiveSize;
		this.level = level;
		this.path = path;
	}

	/**
	 * The number of nodes of the type's tree.
	 * @return 1 or more
	 */
	public final int effectiveSize() {
		return this.effectiveSize;
	}

	/**
	 * The definition that this one is another name of.
	 * @return the imported or exported type's definition, null for a type that is spelled
	 * out
	 */
	public @Nullable TypeDefinition origin() {
		return null;
	}

	/**
	 * Whether this is the other definition or, over any number of imports and exports, a
	 * name of it.
	 * @param other another definition
	 * @return true if both stand for one type by name and not by structure
	 */
	public final boolean isNameOf(TypeDefinition other) {
		TypeDefinition each = this;
		while (each != null && each != other) {
			each = each.origin();
		}
		return each != null;
	}

	/** The outermost scope whose resources are referred to, else {@link #CLOSED}. */
	final int level() {
		return this.level;
	}

	/** The definition of an import, export or argument, null for a core module. */
	static @Nullable TypeDefinition of(ItemType item) {
		return switch (item) {
			case ItemType.Function function -> function.definition();
			case ItemType.Instance instance -> instance.type();
			case ItemType.Component component -> component.type();
			case ItemType.Type type -> type.definition();
			case ItemType.CoreModule module -> null;
		};
	}

	/** The definition of an import or export of a type: a new name. */
	static TypeDefinition named(TypeDefinition definition) {
		return switch (definition) {
			case Value value -> new Value(value.type, value.parts, value.resource, value);
			case Resource resource -> new Resource(resource.type, resource.level(), resource);
			default -> definition;
		};
	}

	private static int levelOf(List<Value> parts, @Nullable TypeDefinition other) {
		int lowest = (other != null) ? other.level : CLOSED;
		for (Value part : parts) {
			lowest = Math.min(lowest, part.level());
		}
		return lowest;
	}

	private static int pathOf(List<Value> parts, @Nullable TypeDefinition one, @Nullable TypeDefinition other) {
		int longest = Math.max((one != null) ? one.path : 0, (other != null) ? other.path : 0);
		for (Value part : parts) {
			longest = Math.max(longest, ((TypeDefinition) part).path);
		}
		return longest + 1;
	}

	/** A value type. */
	public static final class Value extends TypeDefinition {

		private static final Map<PrimitiveType, Value> PRIMITIVES = new EnumMap<>(PrimitiveType.class);

		static {
			for (PrimitiveType type : PrimitiveType.values()) {
				PRIMITIVES.put(type, new Value(type, List.of(), null, null));
			}
		}

		private final ValueType type;

		private final List<Value> parts;

		private final @Nullable Resource resource;

		private final @Nullable Value origin;

		private final boolean borrows;

		Value(ValueType type, List<Value> parts, @Nullable Resource resource, @Nullable Value origin) {
			super(type.effectiveSize(), levelOf(parts, resource), pathOf(parts, resource, origin));
			this.type = type;
			this.parts = List.copyOf(parts);
			this.resource = resource;
			this.origin = origin;
			this.borrows = type instanceof BorrowType || borrow(parts);
		}

		private static boolean borrow(List<Value> parts) {
			for (Value part : parts) {
				if (part.borrows) {
					return true;
				}
			}
			return false;
		}

		/**
		 * A primitive type where it is used.
		 * @param type the type
		 * @return its definition, the same each time
		 */
		public static Value of(PrimitiveType type) {
			return Objects.requireNonNull(PRIMITIVES.get(type));
		}

		/**
		 * The type itself.
		 * @return equal to every type of the same structure
		 */
		public ValueType type() {
			return this.type;
		}

		/**
		 * The definitions of the types that this one is made of: a record's fields, a
		 * tuple's items, a variant's payloads without the cases that have none, a list's
		 * element, an option's value, what there is of a result's two.
		 * @return in order, unmodifiable; primitive types included
		 */
		public List<Value> parts() {
			return this.parts;
		}

		/**
		 * The resource of {@code own} and {@code borrow}.
		 * @return the resource's definition, null for every other type
		 */
		public @Nullable Resource resource() {
			return this.resource;
		}

		@Override
		public @Nullable Value origin() {
			return this.origin;
		}

		/**
		 * Whether the type has to have a name where the outside sees it.
		 * @return true for records, variants, enums and flags
		 */
		public boolean needsName() {
			return this.type instanceof RecordType || this.type instanceof VariantType || this.type instanceof EnumType
					|| this.type instanceof FlagsType;
		}

		/** Whether {@code borrow} occurs anywhere in the type. */
		boolean borrows() {
			return this.borrows;
		}

		@Override
		public String toString() {
			return this.type.toString();
		}

	}

	/** A resource. */
	public static final class Resource extends TypeDefinition {

		private final ResourceType type;

		private final @Nullable Resource origin;

		Resource(ResourceType type, int level, @Nullable Resource origin) {
			super(1, level, pathOf(List.of(), origin, null));
			this.type = type;
			this.origin = origin;
		}

		/**
		 * The resource, which all its names share.
		 * @return compared by identity
		 */
		public ResourceType type() {
			return this.type;
		}

		@Override
		public @Nullable Resource origin() {
			return this.origin;
		}

		@Override
		public String toString() {
			return this.type.toString();
		}

	}

	/** A function type. */
	public static final class Function extends TypeDefinition {

		private final FunctionType type;

		private final List<Value> parts;

		/**
		 * A function type.
		 * @param type the type
		 * @param parts the definitions of the types of the parameters and, last, of the
		 * result if there is one
		 */
		public Function(FunctionType type, List<Value> parts) {
			super(1, levelOf(parts, null), pathOf(parts, null, null));
			int types = type.params().size() + ((type.result() != null) ? 1 : 0);
			if (parts.size() != types) {
				throw new IllegalArgumentException(
						type + " has " + types + " types and " + parts.size() + " definitions of them; each has one");
			}
			this.type = type;
			this.parts = List.copyOf(parts);
		}

		/**
		 * The type itself.
		 * @return equal to every type of the same structure
		 */
		public FunctionType type() {
			return this.type;
		}

		/**
		 * The definitions of the types of the parameters and, last, of the result if
		 * there is one.
		 * @return in order, unmodifiable; primitive types included
		 */
		public List<Value> parts() {
			return this.parts;
		}

		@Override
		public String toString() {
			return this.type.toString();
		}

	}

	/** The lowest level, total size and nesting of the items of a scope. */
	record Sums(int level, int effectiveSize, int path) {

		private static final int MAX_NESTING = 100;

		static Sums of(Iterable<ItemType> items, int own) {
			long size = 1;
			int lowest = CLOSED;
			int longest = 0;
			for (ItemType item : items) {
				size += item.effectiveSize();
				TypeDefinition definition = TypeDefinition.of(item);
				if (definition != null) {
					lowest = Math.min(lowest, definition.level);
				}
				if (definition instanceof InstanceType || definition instanceof ComponentType) {
					longest = Math.max(longest, definition.path);
				}
			}
			if (size > ValueType.MAX_EFFECTIVE_SIZE) {
				throw new IllegalArgumentException("a type of " + size
						+ " nodes; the effective size of a type is at most " + ValueType.MAX_EFFECTIVE_SIZE);
			}
			if (longest >= MAX_NESTING) {
				throw new IllegalArgumentException(
						"instances and components nested deeper than " + MAX_NESTING + " levels");
			}
			return new Sums((lowest < own) ? lowest : CLOSED, (int) size, longest + 1);
		}

		/** All items of two lists, one after the other. */
		static List<ItemType> both(Map<String, ItemType> one, Map<String, ItemType> other) {
			List<ItemType> items = new ArrayList<>(one.values());
			items.addAll(other.values());
			return items;
		}

	}

}
