package dev.theater.component.type;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How values of a type lie in linear memory and in core parameters (canonical ABI:
 * alignment, element size, flattening).
 *
 * @param size bytes in linear memory, a multiple of the alignment
 * @param alignment 1, 2, 4 or 8 bytes
 * @param flat the core types of the flattened value; cut after 17 entries, so a list of
 * 17 means "more than 16"
 */
public record Layout(int size, int alignment, List<FlatType> flat) {

	/** The number of entries after which flattening stops: one more than ever matters. */
	public static final int FLAT_LIMIT = 17;

	/**
	 * Checks and copies.
	 */
	public Layout {
		if (size < 0 || Integer.bitCount(alignment) != 1 || alignment > 8 || size % alignment != 0) {
			throw new IllegalArgumentException("a layout of " + size + " bytes aligned to " + alignment
					+ "; the size is a multiple of an alignment of 1, 2, 4 or 8");
		}
		flat = List.copyOf(flat.size() > FLAT_LIMIT ? flat.subList(0, FLAT_LIMIT) : flat);
	}

	/**
	 * Rounds an offset up.
	 * @param offset bytes
	 * @param alignment 1, 2, 4 or 8
	 * @return the next multiple of the alignment
	 */
	public static long align(long offset, int alignment) {
		return (offset + alignment - 1) & -(long) alignment;
	}

	/**
	 * Where the fields of a record or tuple begin.
	 * @param fields the fields' types in order
	 * @return one offset in bytes per field
	 */
	public static int[] offsets(List<? extends ValueType> fields) {
		int[] offsets = new int[fields.size()];
		long at = 0;
		for (int i = 0; i < offsets.length; i++) {
			Layout field = fields.get(i).layout();
			at = align(at, field.alignment());
			offsets[i] = elementSize(at);
			at += field.size();
		}
		return offsets;
	}

	/**
	 * The width of a variant's discriminant.
	 * @param cases the number of cases, 1 or more
	 * @return 1, 2 or 4 bytes
	 */
	public static int discriminantSize(int cases) {
		if (cases <= 1 << 8) {
			return 1;
		}
		return cases <= 1 << 16 ? 2 : 4;
	}

	/**
	 * Where a variant's payload begins, the same for all cases.
	 * @param payloads the payload of each case, null where it has none
	 * @return the offset in bytes
	 */
	public static int payloadOffset(List<? extends @Nullable ValueType> payloads) {
		int alignment = 1;
		for (ValueType payload : payloads) {
			if (payload != null) {
				alignment = Math.max(alignment, payload.layout().alignment());
			}
		}
		return (int) align(discriminantSize(payloads.size()), alignment);
	}

	static Layout ofFields(List<? extends ValueType> fields) {
		int alignment = 1;
		long size = 0;
		List<FlatType> flat = new ArrayList<>();
		for (ValueType field : fields) {
			Layout layout = field.layout();
			alignment = Math.max(alignment, layout.alignment());
			size = align(size, layout.alignment()) + layout.size();
			if (flat.size() < FLAT_LIMIT) {
				flat.addAll(layout.flat());
			}
		}
		return new Layout(elementSize(align(size, alignment)), alignment, flat);
	}

	static Layout ofCases(List<? extends @Nullable ValueType> payloads) {
		int discriminant = discriminantSize(payloads.size());
		int alignment = discriminant;
		long size = 0;
		List<FlatType> joined = new ArrayList<>();
		for (ValueType payload : payloads) {
			if (payload != null) {
				Layout layout = payload.layout();
				alignment = Math.max(alignment, layout.alignment());
				size = Math.max(size, layout.size());
				join(joined, layout.flat());
			}
		}
		List<FlatType> flat = new ArrayList<>();
		flat.add(FlatType.I32);
		flat.addAll(joined);
		long whole = align(payloadOffset(payloads) + size, alignment);
		return new Layout(elementSize(whole), alignment, flat);
	}

	private static void join(List<FlatType> joined, List<FlatType> payload) {
		for (int i = 0; i < payload.size(); i++) {
			if (i < joined.size()) {
				joined.set(i, joined.get(i).join(payload.get(i)));
			}
			else {
				joined.add(payload.get(i));
			}
		}
	}

	private static int elementSize(long size) {
		if (size >= ValueType.ELEMENT_SIZE_LIMIT) {
			throw new IllegalArgumentException("a type whose values take " + size
					+ " bytes in linear memory; the canonical ABI allows less than " + ValueType.ELEMENT_SIZE_LIMIT);
		}
		return (int) size;
	}

}
