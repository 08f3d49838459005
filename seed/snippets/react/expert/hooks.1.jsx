import { useState } from "react";

export function LikeButton({ post, onLike }) {
  const [extra, setExtra] = useState(0);
  const likes = post.likes + extra;

  async function like() {
    setExtra((count) => count + 1);
    try {
      await onLike(post.id);
    } catch (error) {
      setExtra((count) => count - 1);
      console.error("No love today:", error);
    }
  }

  const noun = likes === 1 ? "like" : "likes";
  return (
    <button type="button" onClick={like}>
      {likes} {noun}
    </button>
  );
}
